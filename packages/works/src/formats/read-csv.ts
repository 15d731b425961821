import type { DocumentPage } from "tenfold/document";
import { csv } from "../pages/csv.js";
import { type ReadTableOptions, tableHead, tableRows } from "./read-table.js";

export interface CsvOptions extends ReadTableOptions {
  /** Whether a byte-order mark stands first, by which spreadsheets know UTF-8. */
  readonly bom?: boolean | undefined;
}

const BOM = "\uFEFF";

/** The heading line. */
export function csvHeading(options: CsvOptions = {}): string {
  return csvTable({ head: tableHead(options), rows: [] }, options);
}

/** A line for each string of a page; for a page with none, or one that failed, a line that says why. */
export function csvRows(record: DocumentPage, options: CsvOptions = {}): string {
  return csv({ head: [], rows: tableRows(record, options) }).slice(1);
}

/** Any table as CSV. */
export function csvTable(table: Parameters<typeof csv>[0], { bom }: Pick<CsvOptions, "bom">): string {
  return `${bom ? BOM : ""}${csv(table)}`;
}
