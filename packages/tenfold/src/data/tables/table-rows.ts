import { FormatError } from "../../errors.js";

/** How a table's lines are written. */
export interface TableLayout {
  /** The byte between two cells. */
  readonly separator: number;
  /** Cells of the first line that is no comment, without quotes and the spaces around. */
  readonly first: readonly string[];
}

/** Walks through a table cell by cell: one of 60,000 pictures is too large to be cut into texts first. */
export interface TableRows {
  readonly layout: TableLayout;
  /** No fewer than there are with so many numbers each, and not many more. */
  rowsLeft(numbers: number): number;
  /** Goes to the next line that is neither empty nor a comment, from the end of the one before. */
  nextRow(): boolean;
  /** Goes to the end of the line. */
  skipRow(): void;
  /** The line that is read, from 1. */
  line(): number;
  /** The next cell as a number, NaN where it is none. */
  nextNumber(column: number, columns: number): number;
  /** The next cell as it stands. */
  nextText(column: number, columns: number): string;
  endRow(columns: number): void;
}

const [LINE_FEED, RETURN, QUOTE, HASH, SPACE, TAB] = [10, 13, 34, 35, 32, 9];
const [ZERO, NINE] = [48, 57];
const SEMICOLON = 59;
/** Longer lines are no table's first one; longer cells no number, and no label. */
const [LONGEST_LINE, LONGEST_CELL] = [1e6, 1000];

/**
 * Opens a table whose cells are parted by commas, semicolons, tabs or spaces, whichever its first line has most of; cells may stand in quotes,
 * lines that begin with # are comments, and with semicolons numbers may have decimal commas.
 *
 * @param name what to call it in an error
 * @throws FormatError when its first line is none of a table
 */
export function tableRows(bytes: Uint8Array, name: string): TableRows {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0; // a byte order mark
  let line = 1;
  const endsLine = (place = at) => place >= bytes.length || bytes[place] === LINE_FEED || bytes[place] === RETURN;

  const toLine = () => {
    for (;;) {
      while (bytes[at] === LINE_FEED || bytes[at] === RETURN) {
        const isPair = bytes[at] === RETURN && bytes[at + 1] === LINE_FEED;
        at += isPair ? 2 : 1;
        line++;
      }
      if (bytes[at] !== HASH) return;
      while (!endsLine()) at++;
    }
  };

  toLine();
  const start = at;
  const layout = layoutOf(bytes, start, name);
  const { separator } = layout;
  const isGap = (byte: number | undefined) => (byte === SPACE || byte === TAB) && byte !== separator;
  const skipGaps = () => {
    while (isGap(bytes[at]) || (separator === SPACE && bytes[at] === SPACE)) at++;
  };

  const toCell = (column: number, columns: number) => {
    skipGaps();
    if (column === 0) return;
    if (endsLine()) throw new FormatError(`${name}: line ${line} has ${column} columns, not ${columns}; mend it or leave it out`);
    if (separator !== SPACE) at++; // what ended the cell before
    skipGaps();
  };

  /** The end of the cell that begins here, and of what is in it. */
  const text = (): string => {
    const quoted = bytes[at] === QUOTE;
    const from = quoted ? at + 1 : at;
    let end = from;
    const ends = (place: number) => (quoted ? bytes[place] === QUOTE : bytes[place] === separator) || (!quoted && endsLine(place));
    while (end < bytes.length && !ends(end)) {
      end++;
      if (end - from > LONGEST_CELL)
        throw new FormatError(`${name}: line ${line} has a cell of more than ${LONGEST_CELL} signs; mend it or leave it out`);
    }
    at = quoted ? end + 1 : end;
    skipGaps();
    return new TextDecoder().decode(bytes.subarray(from, end)).trim();
  };

  return {
    layout,
    rowsLeft(numbers) {
      let rows = 0;
      let inLine = false;
      for (let index = at; index < bytes.length; index++) {
        const breaks = bytes[index] === LINE_FEED || bytes[index] === RETURN;
        if (!breaks && !inLine) rows++;
        inLine = !breaks;
      }
      return Math.min(rows, Math.ceil((bytes.length - at + 1) / (2 * numbers))); // a number has a sign and what ends it
    },
    nextRow() {
      toLine();
      return at < bytes.length;
    },
    skipRow() {
      while (!endsLine()) at++;
    },
    line: () => line,
    nextText(column, columns) {
      toCell(column, columns);
      return text();
    },
    nextNumber(column, columns) {
      toCell(column, columns);
      const from = at;
      let value = 0;
      while ((bytes[at] as number) >= ZERO && (bytes[at] as number) <= NINE && at - from < 9)
        value = value * 10 + (bytes[at++] as number) - ZERO;
      if (at > from && (bytes[at] === separator || endsLine())) return value;
      at = from;
      const cell = text();
      return cell === "" ? Number.NaN : Number(separator === SEMICOLON ? cell.replace(",", ".") : cell);
    },
    endRow(columns) {
      skipGaps();
      if (!endsLine()) throw new FormatError(`${name}: line ${line} has more than ${columns} columns; mend it or leave it out`);
    },
  };
}

function layoutOf(bytes: Uint8Array, start: number, name: string): TableLayout {
  let end = start;
  while (end < bytes.length && bytes[end] !== LINE_FEED && bytes[end] !== RETURN) end++;
  if (end - start > LONGEST_LINE)
    throw new FormatError(`${name} is no table of pictures: its first line has ${end - start} characters; pass a CSV file`);
  const line = new TextDecoder().decode(bytes.subarray(start, end)).trim();
  const bare = line.replace(/"[^"]*"/g, "");
  const counted = [",", ";", "\t"].map((sign) => [bare.split(sign).length - 1, sign] as const);
  const [count, sign] = counted.reduce((most, one) => (one[0] > most[0] ? one : most));
  const separator = count > 0 ? sign : " ";
  return { separator: separator.charCodeAt(0), first: cellsOf(line, separator) };
}

function cellsOf(line: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let [cell, isQuoted] = ["", false];
  for (const sign of line) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (sign !== separator || isQuoted) cell += sign;
    else {
      cells.push(cell.trim());
      cell = "";
    }
  }
  cells.push(cell.trim());
  return separator === " " ? cells.filter(Boolean) : cells;
}
