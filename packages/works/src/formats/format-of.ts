import { UsageError } from "tenfold";

/** The kinds of files in which what was read may be written, with the endings that tell them. */
export const endings = {
  json: ".json",
  jsonl: ".jsonl",
  csv: ".csv",
  tsv: ".tsv",
  xlsx: ".xlsx",
  hocr: ".hocr",
  alto: ".alto.xml",
  page: ".page.xml",
  pdf: ".pdf",
  labelstudio: ".labelstudio.json", // after .json, in which it ends, too
} as const;

export type Format = keyof typeof endings;

/** What each format is called on the web: the registered media types, and of PAGE-XML the one that its makers use. */
export const mediaTypes = {
  json: "application/json",
  jsonl: "application/x-ndjson",
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  hocr: "text/html",
  alto: "application/xml",
  page: "application/vnd.prima.page+xml",
  pdf: "application/pdf",
  labelstudio: "application/json",
} as const satisfies Readonly<Record<Format, string>>;

export const formats = Object.keys(endings) as Format[];

/** What is no text, or a file a page: nothing that could be printed. */
export const filesOnly: readonly Format[] = ["xlsx", "page", "pdf"];

/**
 * In which format a file is to be written: as it is told, or as the file's ending says.
 *
 * @throws UsageError when the ending says nothing, or another format than the one that is told
 */
export function formatOf(out: string, told?: Format): Format {
  const found = formats.findLast((format) => out.toLowerCase().endsWith(endings[format]));
  const all = `${Object.values(endings).slice(0, -1).join(", ")} or ${Object.values(endings).at(-1)}`;
  if (told === undefined && found === undefined)
    throw new UsageError(`--out ${out}: its ending tells no format; pass a name that ends in ${all}, or say it with --format`);
  if (told !== undefined && found !== undefined && found !== told)
    throw new UsageError(`--out ${out} has the ending of ${found}, and --format says ${told}; leave out one of them`);
  return told ?? (found as Format);
}
