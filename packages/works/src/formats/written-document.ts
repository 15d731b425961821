import type { PlainDigit, ReadDocument, ReadString } from "tenfold/document";
import type { FieldSpec } from "tenfold/recognize";
import { jsonLine } from "../json-line.js";
import { alto } from "./alto.js";
import type { Format } from "./format-of.js";
import { hocr } from "./hocr.js";
import { labelStudioTasks } from "./label-studio.js";
import { type CsvOptions, csvHeading, csvRows, csvTable } from "./read-csv.js";
import { type ReadTableOptions, tableHead, tableRows } from "./read-table.js";
import { tesseractTsv } from "./tesseract-tsv.js";
import { type TypedCell, typedCell } from "./typed-cell.js";
import { type WideTableOptions, wideTable } from "./wide-table.js";
import { xlsx } from "./xlsx.js";

/** Formats that hold a whole document in one file and need nothing but it. */
export type DocumentFormat = Exclude<Format, "page" | "pdf">;

export interface TableOptions extends Pick<CsvOptions, "bom" | "alternatives" | "crops"> {
  /** A row a form in place of a row a string, in CSV and XLSX. */
  readonly wide?: Pick<WideTableOptions, "fields" | "pagesAForm"> | undefined;
  /** What kind of field a string is, so that XLSX has amounts and days as what they are. */
  readonly kindOf?: ((string: ReadString<PlainDigit>) => FieldSpec | undefined) | undefined;
}

/**
 * A document in another format: text, or the bytes of a workbook.
 *
 * @throws InputError when a format cannot hold it: more rows than a sheet has, two fields of one name in a row a form
 */
export async function writtenDocument(
  document: ReadDocument,
  format: DocumentFormat,
  options: TableOptions = {},
): Promise<string | Uint8Array> {
  switch (format) {
    case "json":
      return jsonLine(document);
    case "jsonl":
      return document.pages.map(jsonLine).join("");
    case "tsv":
      return tesseractTsv(document);
    case "labelstudio":
      return labelStudioTasks(document);
    case "hocr":
      return hocr(document);
    case "alto":
      return alto(document);
    case "csv":
      return csvOf(document, options);
    case "xlsx":
      return workbookOf(document, options);
  }
}

function csvOf({ pages }: ReadDocument, { wide, ...options }: TableOptions): string {
  if (wide) return csvTable(wideTable(pages, wide), options);
  return csvHeading(options) + pages.map((page) => csvRows(page, options)).join("");
}

function workbookOf({ pages }: ReadDocument, { wide, kindOf, ...options }: TableOptions): Promise<Uint8Array> {
  const cellOf = (string: ReadString<PlainDigit>) => typedCell(string, kindOf?.(string));
  if (wide) return xlsx(wideTable<TypedCell>(pages, { ...wide, cellOf }), "forms");
  const valueCell = (string: ReadString<PlainDigit>) =>
    string.value === undefined ? undefined : cellOf({ ...string, text: string.value });
  const table: ReadTableOptions<TypedCell> = { ...options, valueCell };
  return xlsx({ head: tableHead(table), rows: pages.flatMap((page) => tableRows(page, table)) }, "strings");
}
