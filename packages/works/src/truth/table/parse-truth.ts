import { FormatError, InputError, spellingAdvice } from "tenfold";
import { type CsvRow, csvRows } from "./csv-rows.js";

/** What stands in a place, by somebody who looked. */
export interface TruthRow {
  /** Of the table, counted from 1. */
  readonly line: number;
  /** As it is written there. */
  readonly file: string;
  /** Absent where the file has one. */
  readonly page?: number;
  /** The field's name in the template; absent for the page's strings in reading order. */
  readonly field?: string;
  /** Empty where nothing is written in the field. */
  readonly text: string;
}

const columns = ["file", "page", "field", "text"] as const;
type Column = (typeof columns)[number] | "status";

/** What else `read --csv` writes: a table of it, mended by hand, is truth. */
const others = [
  "value",
  "confidence",
  "status",
  "reasons",
  "left",
  "top",
  "right",
  "bottom",
  "proof",
  "review_digits",
  "alternatives",
  "crops",
] as const;

/**
 * Truth from a table with the columns file and text, and page and field where there are several; other columns that `tenfold read --csv` writes
 * are left out of account, and what it found nothing in.
 *
 * @param name what to call it in errors
 * @throws FormatError that says which line holds what, and what is wanted there
 * @throws InputError when there is no row
 */
export function parseTruth(text: string, name: string): TruthRow[] {
  const [head, ...rows] = csvRows(text, name);
  if (!head) throw new InputError(`${name} is empty; ${WANTED}`);
  const places = placesOf(head, name);
  const truth = rows.flatMap((row) => truthOf(row, places, name));
  if (truth.length === 0) throw new InputError(`${name} has a heading and no truth below it; write a line for each string`);
  refuseTwice(truth, name);
  return truth;
}

const WANTED = "a table with the columns file,page,field,text is wanted, page and field where there are several";

/** Where each column stands. */
function placesOf({ cells }: CsvRow, name: string): ReadonlyMap<Column, number> {
  const places = new Map<Column, number>();
  for (const [at, cell] of cells.entries()) {
    const heading = cell.toLowerCase();
    const column = [...columns, "status" as const].find((known) => known === heading);
    if (column !== undefined && places.has(column)) throw new FormatError(`${name} has two columns "${column}"; keep one`);
    if (column !== undefined) places.set(column, at);
    else if (heading !== "" && !others.some((known) => known === heading)) {
      const advice = spellingAdvice(heading, columns, `known are ${columns.join(", ")}, and what tenfold read --csv writes`);
      throw new FormatError(`${name} has an unknown column ${JSON.stringify(cell.slice(0, 40))}; ${advice}`);
    }
  }
  const lacking = (["file", "text"] as const).find((column) => !places.has(column));
  if (lacking !== undefined) throw new FormatError(`${name} has no column "${lacking}"; ${WANTED}`);
  return places;
}

function truthOf({ line, cells }: CsvRow, places: ReadonlyMap<Column, number>, name: string): TruthRow[] {
  const where = `${name} line ${line}`;
  if (cells.length > Math.max(...places.values()) + 1 + others.length) throw new FormatError(`${where} has more cells than the heading`);
  const cell = (column: Column): string => cells[places.get(column) ?? -1] ?? "";
  const [file, page, field, text, status] = [cell("file"), cell("page"), cell("field"), unescaped(cell("text")), cell("status")];
  if (text === "" && ["failed", "nothing found"].includes(status)) return [];
  if (file === "") throw new FormatError(`${where} names no file; write which one it is about`);
  if (text === "" && status !== "blank") throw new FormatError(`${where} has no text; write what stands there, or leave the line out`);
  if (page !== "" && !/^[1-9]\d{0,6}$/.test(page))
    throw new FormatError(`${where}: page is ${JSON.stringify(page.slice(0, 40))}; 1 or more is wanted`);
  return [{ line, file, ...(page !== "" && { page: Number(page) }), ...(field !== "" && { field }), text }];
}

/** Without the apostrophe that keeps spreadsheets from taking text for a formula. */
function unescaped(text: string): string {
  return text.replace(/^'(?=[=+\-@])/, "");
}

/** A field of a page has one truth; strings without a name may be alike. */
function refuseTwice(truth: readonly TruthRow[], name: string): void {
  const seen = new Map<string, number>();
  for (const { line, file, page = 1, field } of truth) {
    if (field === undefined) continue;
    const place = JSON.stringify([file, page, field]);
    const before = seen.get(place);
    if (before !== undefined)
      throw new FormatError(`${name} line ${line} tells of ${field} in ${file} again, after line ${before}; keep one of them`);
    seen.set(place, line);
  }
}
