import { FormatError } from "../errors.js";
import { type Images, imagesOf } from "./dataset.js";

/** What a table of pictures holds. */
export interface CsvImages {
  readonly images: Images;
  /** One class index an image; absent where the table has no column for them, as a test set that is to be labelled. */
  readonly labels?: Uint8Array;
}

/**
 * Reads a table of square grayscale pictures as Kaggle hands out MNIST: a line an image, `label,pixel0,…,pixel783` with or without the
 * label, whole numbers from 0, paper, to 255, ink, row by row. The first line may name the columns; without names there is a label, in
 * front, when one number is left over from a square. Lines end as on any system.
 *
 * @param name what to call the file in an error
 * @throws FormatError when it is no such table, naming the line and the column
 */
export function parseCsvImages(bytes: Uint8Array, name: string): CsvImages {
  if (bytes.subarray(0, 1000).includes(0))
    throw new FormatError(`${name} is no table of pictures, it holds bytes that no text has; pass a CSV file`);
  const reader = numberReader(bytes, name);
  const { columns, labelAt } = reader.columns();
  const pixels = columns - (labelAt === undefined ? 0 : 1);
  const side = Math.sqrt(pixels);
  if (!Number.isInteger(side) || side < 1) {
    throw new FormatError(
      `${name} has ${pixels} pixel columns, which is no square; wanted are label,pixel0,… as for 28 x 28 pixels: 785 columns`,
    );
  }
  const rows = reader.rowsLeft();
  if (rows === 0) throw new FormatError(`${name} holds no images; pass a table with a line an image`);
  const table = new Uint8Array(rows * pixels);
  const labels = labelAt === undefined ? undefined : new Uint8Array(rows);
  let count = 0;
  let at = 0;
  while (reader.nextRow()) {
    for (let column = 0; column < columns; column++) {
      const value = reader.nextNumber(column, columns);
      if (labels && column === labelAt) labels[count] = value;
      else table[at++] = value;
    }
    reader.endRow(columns);
    count++;
  }
  return { images: imagesOf(table.subarray(0, at), [count, side, side, 1]), ...(labels && { labels: labels.subarray(0, count) }) };
}

const LINE_FEED = 10;
const RETURN = 13;
const COMMA = 44;
const [ZERO, NINE] = [48, 57];

/** Walks through the bytes number by number: a table of 60000 pictures is too large to be cut into texts first. */
function numberReader(bytes: Uint8Array, name: string) {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0; // a byte order mark
  let line = 0;

  const endsLine = () => at >= bytes.length || bytes[at] === LINE_FEED || bytes[at] === RETURN;
  const skipBreaks = () => {
    while (bytes[at] === LINE_FEED || bytes[at] === RETURN) at++;
  };

  return {
    /** How many columns the first line has, and which is the label's. Goes on to the second line if the first names them. */
    columns(): { columns: number; labelAt: number | undefined } {
      skipBreaks();
      const start = at;
      while (!endsLine()) at++;
      if (at - start > 1e6)
        throw new FormatError(`${name} is no table of pictures: its first line has ${at - start} characters; pass a CSV file`);
      const cells = new TextDecoder().decode(bytes.subarray(start, at)).split(",");
      const named = cells.some((cell) => !/^\s*\d+\s*$/.test(cell));
      if (!named) {
        at = start;
        return { columns: cells.length, labelAt: Number.isInteger(Math.sqrt(cells.length)) ? undefined : 0 };
      }
      line = 1;
      const label = cells.findIndex((cell) => /^\s*"?label"?\s*$/i.test(cell));
      return { columns: cells.length, labelAt: label < 0 ? undefined : label };
    },
    /** No fewer than there are. */
    rowsLeft(): number {
      let rows = 0;
      let inLine = false;
      for (let index = at; index < bytes.length; index++) {
        const breaks = bytes[index] === LINE_FEED || bytes[index] === RETURN;
        if (!breaks && !inLine) rows++;
        inLine = !breaks;
      }
      return rows;
    },
    nextRow(): boolean {
      skipBreaks();
      line++;
      return at < bytes.length;
    },
    nextNumber(column: number, columns: number): number {
      if (column > 0) {
        if (endsLine()) throw new FormatError(`${name}: line ${line} has ${column} columns, not ${columns}; mend it or leave it out`);
        at++; // the comma that ended the number before
      }
      const start = at;
      let value = 0;
      for (; (bytes[at] as number) >= ZERO && (bytes[at] as number) <= NINE && value < 1000; at++) {
        value = value * 10 + (bytes[at] as number) - ZERO;
      }
      const ended = endsLine() || bytes[at] === COMMA;
      if (at === start || !ended || value > 255) {
        throw new FormatError(
          `${name}: column ${column + 1} of line ${line} is no whole number from 0 to 255; mend it or leave the line out`,
        );
      }
      return value;
    },
    endRow(columns: number): void {
      if (!endsLine()) throw new FormatError(`${name}: line ${line} has more than ${columns} columns; mend it or leave it out`);
    },
  };
}
