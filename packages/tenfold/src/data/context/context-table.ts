import { FormatError } from "../../errors.js";
import { whatCame } from "../../what-came.js";
import { tableRows } from "../tables/table-rows.js";
import { type ContextRow, MOST_COLUMNS } from "./context-columns.js";

/** By what a row of a table finds its images: the number of their writer, the name of their file, or its place. */
export type ContextKey = "writer" | "file" | "place";

/** What a table tells, row by row. */
export interface ContextTable {
  /** What to call it in errors. */
  readonly name: string;
  readonly key: ContextKey;
  /** Of all rows, in their order. */
  readonly rows: readonly ContextRow[];
  /** The same by writer or file; by place, counted from 0. */
  readonly by: ReadonlyMap<string, ContextRow>;
}

/** Cells that say that something is not known. */
const UNKNOWN = new Set(["", "?", "na", "n/a", "null"]);

/** The most rows that are read. */
const MOST_ROWS = 5_000_000;

/**
 * Reads a table of what is known of writers or images: a header, then a row each. A column `writer` has the numbers of writers, a column `file` the names of pictures;
 * without either, there is a row an image, in the order of the images. All other columns are what is known: numbers where all cells of one are, else texts; what is empty, ?, NA or
 * null is not known. Cells are parted by commas, semicolons or tabs.
 *
 * @param name what to call it in errors
 * @throws FormatError when it is none, says the same twice, or has a column that cannot be one
 */
export function parseContextTable(bytes: Uint8Array, name: string): ContextTable {
  const table = tableRows(bytes, name);
  if (!table.nextRow())
    throw new FormatError(`${name} is empty; a header with the columns' names and a row an image, writer or file are wanted`);
  const header = table.layout.first;
  checkHeader(header, name);
  table.skipRow();
  const cells: string[][] = [];
  while (table.nextRow()) {
    if (cells.length === MOST_ROWS) throw new FormatError(`${name} has more than ${MOST_ROWS} rows; pass fewer`);
    cells.push(header.map((_, column) => table.nextText(column, header.length)));
    table.endRow(header.length);
  }
  if (cells.length === 0) throw new FormatError(`${name} has a header and no rows`);
  const [key, at] = keyOf(header);
  const known = header.map((column, place) => ({ column, place })).filter(({ place }) => place !== at);
  const texts = new Set(
    known.filter(({ place }) => !cells.every((row) => isNumberOrUnknown(row[place] as string))).map(({ place }) => place),
  );
  const rows = cells.map((row): ContextRow => {
    const entries = known.map(({ column, place }) => [column, cellValue(row[place] as string, texts.has(place))] as const);
    return Object.fromEntries(entries);
  });
  return { name, key, rows, by: byKey(name, key, rows, cells, at) };
}

function checkHeader(header: readonly string[], name: string): void {
  const wrong = header.find((column, at) => column === "" || column.length > 100 || /\p{Cc}/u.test(column) || header.indexOf(column) < at);
  if (wrong !== undefined) {
    throw new FormatError(`${name}: its header has a column ${whatCame(wrong)}; names of 1 to 100 signs, each once, are wanted`);
  }
  const [key] = keyOf(header);
  const count = header.length - Number(key !== "place");
  if (count < 1 || count > MOST_COLUMNS) {
    throw new FormatError(`${name} has ${count} columns of what is known, 1 to ${MOST_COLUMNS} are wanted`);
  }
  if (key === "place" && header.every((column) => isNumberOrUnknown(column))) {
    throw new FormatError(
      `${name}: its first line has numbers only (${header.slice(0, 4).join(", ")}); the columns' names are wanted there`,
    );
  }
}

/** Which column names writers or files, and where it is. */
function keyOf(header: readonly string[]): readonly [ContextKey, number] {
  for (const key of ["writer", "file"] as const) {
    const at = header.findIndex((column) => column.toLowerCase() === key);
    if (at >= 0) return [key, at];
  }
  return ["place", -1];
}

function byKey(
  name: string,
  key: ContextKey,
  rows: readonly ContextRow[],
  cells: readonly string[][],
  at: number,
): ReadonlyMap<string, ContextRow> {
  const by = new Map<string, ContextRow>();
  for (const [place, row] of rows.entries()) {
    const cell = key === "place" ? String(place) : ((cells[place] as string[])[at] as string);
    const found = key === "writer" ? writerNumber(cell, name) : key === "file" ? plainPath(cell) : cell;
    if (found === "") throw new FormatError(`${name}: row ${place + 1} names no ${key}; fill in the column "${key}"`);
    if (by.has(found)) throw new FormatError(`${name} has two rows of the ${key} ${whatCame(found)}; leave one of them out`);
    by.set(found, row);
  }
  return by;
}

/** "007" and "7" are one writer. */
function writerNumber(cell: string, name: string): string {
  if (/^\d{1,9}$/.test(cell)) return String(Number(cell));
  throw new FormatError(`${name}: a writer is ${whatCame(cell)}; a whole number, as the data have them, is wanted`);
}

/** A path as data have them: "3/a.png". */
export function plainPath(path: string): string {
  return path.replaceAll("\\", "/").replace(/^(\.\/)+/, "");
}

function isNumberOrUnknown(cell: string): boolean {
  return UNKNOWN.has(cell.toLowerCase()) || isNumber(cell);
}

function isNumber(cell: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell) && Number.isFinite(Number(cell));
}

function cellValue(cell: string, isText: boolean): string | number | null {
  if (UNKNOWN.has(cell.toLowerCase())) return null;
  return isText ? cell : Number(cell);
}
