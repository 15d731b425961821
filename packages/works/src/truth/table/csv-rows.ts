import { FormatError } from "tenfold";

/** A row of a table, and the line that it begins on, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** No row has more cells. */
const MOST_CELLS = 1000;

/**
 * Rows of comma-separated values after RFC 4180, as spreadsheets write them: quotes, line feeds within them, any ending of lines, a byte order
 * mark. The separator is the comma, semicolon or tab that the first line has most of. Blank lines are left out.
 *
 * @param file what to call it in errors
 * @throws FormatError when a quote is not closed, or stands within a cell
 */
export function csvRows(text: string, file: string): CsvRow[] {
  const source = text.replace(/^\uFEFF/, "");
  const separator = separatorOf(source);
  const rows: CsvRow[] = [];
  let [at, line] = [0, 1];
  while (at < source.length) {
    const [begun, cells] = [line, [] as string[]];
    for (;;) {
      const cell = source[at] === '"' ? quotedCell(source, at, { file, line }) : plainCell(source, at, separator);
      cells.push(cell.text);
      at = cell.end;
      line += cell.lines;
      if (source[at] !== separator || cells.length >= MOST_CELLS) break;
      at++;
    }
    const ending = /\r\n|\r|\n/y;
    ending.lastIndex = at;
    const [end] = ending.exec(source) ?? [];
    if (end === undefined && at < source.length) throw new FormatError(`${file} line ${line}: ${fault(cells)}`);
    at += end?.length ?? 0;
    line++;
    if (cells.some((cell) => cell !== "")) rows.push({ line: begun, cells });
  }
  return rows;
}

function fault(cells: readonly string[]): string {
  if (cells.length >= MOST_CELLS) return `there are more than ${MOST_CELLS} cells; a table is wanted`;
  return "something follows a closing quote; write a quote within a cell twice";
}

interface Cell {
  readonly text: string;
  readonly end: number;
  /** Line feeds within. */
  readonly lines: number;
}

function plainCell(source: string, from: number, separator: string): Cell {
  let end = from;
  while (end < source.length && source[end] !== separator && source[end] !== "\n" && source[end] !== "\r") end++;
  return { text: source.slice(from, end).trim(), end, lines: 0 };
}

function quotedCell(source: string, from: number, { file, line }: { readonly file: string; readonly line: number }): Cell {
  let end = from + 1;
  for (;;) {
    end = source.indexOf('"', end);
    if (end < 0) throw new FormatError(`${file} line ${line}: a quote is opened and never closed; close it, or write it twice`);
    if (source[end + 1] !== '"') break;
    end += 2;
  }
  const inside = source.slice(from + 1, end);
  return { text: inside.replaceAll('""', '"').trim(), end: end + 1, lines: inside.split(/\r\n|\r|\n/).length - 1 };
}

function separatorOf(source: string): string {
  const [first = ""] = source.split(/[\r\n]/, 1);
  const count = (sign: string): number => first.split(sign).length - 1;
  return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
