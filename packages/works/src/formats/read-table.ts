import { type DocumentPage, isUnread, type PlainDigit, type ReadPage, type ReadString } from "tenfold/document";

/** What stands in a cell of a table: `Typed` where a kind of file has more than text and numbers. */
export type Cell<Typed = never> = string | number | null | undefined | Typed;

export interface ReadTableOptions<Typed = never> {
  /** Whether other readings have a column: "71 0.0312; 11 0.0007". */
  readonly alternatives?: boolean | undefined;
  /** Where the picture of each digit of a string lies, for a column of them; the string's number on its page is counted from 1. */
  readonly crops?: ((page: ReadPage, number: number) => readonly string[]) | undefined;
  /** What stands in the column "value": what the document has, unless told. */
  readonly valueCell?: ((string: ReadString<PlainDigit>) => Cell<Typed>) | undefined;
}

const COLUMNS = "file page field text value confidence status reasons left top right bottom proof review_digits".split(" ");

/** One heading a column. `review_digits` are the places, from 1, of digits that a person should look at. */
export function tableHead<Typed>({ alternatives, crops }: ReadTableOptions<Typed> = {}): string[] {
  return [...COLUMNS, ...(alternatives ? ["alternatives"] : []), ...(crops ? ["crops"] : [])];
}

/** A row for each string of a page; for a page with none, or one that failed, a row that says why. */
export function tableRows<Typed>(record: DocumentPage, options: ReadTableOptions<Typed> = {}): Cell<Typed>[][] {
  if (isUnread(record)) return [rowWithout(record, "failed", record.error, options)];
  if (record.strings.length === 0) return [rowWithout(record, "nothing found", record.reason, options)];
  return record.strings.map((string, at) => [...ownCells(record, string, options), ...moreCells(record, at + 1, string, options)]);
}

/** Of a page without strings: as many cells as the heading has. */
function rowWithout<Typed>(
  { file, page }: DocumentPage,
  status: string,
  why: string | undefined,
  options: ReadTableOptions<Typed>,
): Cell<Typed>[] {
  const known = new Map<string, Cell>([
    ["file", file],
    ["page", page],
    ["status", status],
    ["reasons", why],
  ]);
  return tableHead(options).map((column) => known.get(column) ?? null);
}

function ownCells<Typed>(
  { file, page }: ReadPage,
  string: ReadString<PlainDigit>,
  { valueCell = ({ value }) => value }: ReadTableOptions<Typed>,
): Cell<Typed>[] {
  const { name, text, confidence, status, reasons, box, isBlank, proof, digits } = string;
  const said = isBlank && status === "accepted" ? "blank" : status;
  const doubtful = digits.flatMap(({ status }, at) => (status === "review" ? [at + 1] : [])).join(" ");
  const { left, top, right, bottom } = box;
  return [
    file,
    page,
    name,
    text,
    valueCell(string),
    rounded(confidence),
    said,
    reasons.join("; "),
    left,
    top,
    right,
    bottom,
    proof,
    doubtful,
  ];
}

function moreCells<Typed>(
  page: ReadPage,
  number: number,
  string: ReadString<PlainDigit>,
  { alternatives, crops }: ReadTableOptions<Typed>,
): string[] {
  return [...(alternatives ? [othersOf(string)] : []), ...(crops ? [crops(page, number).join("; ")] : [])];
}

function othersOf({ alternatives }: ReadString<PlainDigit>): string {
  return alternatives.map(({ text, confidence }) => `${text} ${rounded(confidence)}`).join("; ");
}

function rounded(confidence: number): number {
  return Math.round(confidence * 1e4) / 1e4;
}
