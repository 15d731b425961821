import type { Format } from "./format-of.js";

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
