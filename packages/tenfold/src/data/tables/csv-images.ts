import { FormatError } from "../../errors.js";
import { checkOptions } from "../../known-options.js";
import { needBytes } from "../../what-came.js";
import { type Images, imagesOf } from "../dataset.js";
import { type ColumnPlan, columnPlan } from "./column-plan.js";
import { labelClasses } from "./label-classes.js";
import { otherTable } from "./other-tables.js";
import { type TableRows, tableRows } from "./table-rows.js";
import { shadesOf } from "./table-shades.js";

/** What a table of pictures holds. */
export interface CsvImages {
  readonly images: Images;
  /** One class index an image; absent where the table has no column for them, as a test set that is to be labelled. */
  readonly labels?: Uint8Array;
  /** What the classes are called, where there are labels. */
  readonly classNames?: readonly string[];
  /** What the user should know of how the table was taken, in words. */
  readonly notices: readonly string[];
}

export interface CsvOptions {
  /** The column of labels: its name, or its number from 1; unless told, it is found. */
  readonly labelColumn?: string | undefined;
}

/**
 * Reads a table of square grayscale pictures as Kaggle hands out MNIST: a line an image, `label,pixel0,…,pixel783` with or without the label,
 * 0 is paper, 255, or 1 where nothing is larger, ink. Cells are parted by commas, semicolons, tabs or spaces, and may stand in quotes.
 *
 * The first line may name the columns: the label by its name, pixels by theirs ("pixel12", "3x4") in whatever order, and what counts the lines
 * is left out. Without names there is a label when one number is left over from a square, in front or behind by its values.
 *
 * @param name what to call the file in an error
 * @throws FormatError when it is no such table, naming the line and the column
 * @throws UsageError when the column that is asked for is not there
 */
export function parseCsvImages(bytes: Uint8Array, name: string, options: CsvOptions = {}): CsvImages {
  needBytes(`parseCsvImages: ${name}`, bytes);
  checkOptions("parseCsvImages", options, ["labelColumn"]);
  const other = otherTable(bytes, name);
  if (other) throw new FormatError(`${name} ${other}`);
  if (bytes.subarray(0, 1000).includes(0))
    throw new FormatError(`${name} is no table of pictures, it holds bytes that no text has; pass a CSV file`);
  const rows = tableRows(bytes, name);
  const { first } = rows.layout;
  if (first.join("") === "") throw new FormatError(`${name} holds no images; pass a table with a line an image`);
  const isNamed = first.some((cell) => !isNumber(cell)) || countsThrough(first);
  const count = first.length;
  const columns = { table: name, count, names: isNamed ? first : undefined, asked: options.labelColumn };
  const plan = columnPlan({ ...columns, sample: () => sampleOf(tableRows(bytes, name), count, isNamed) });
  rows.nextRow();
  if (isNamed) {
    rows.skipRow();
    rows.nextRow();
  }
  const { pixels, written, read } = readRows(rows, plan, { count, name });
  if (read === 0) throw new FormatError(`${name} holds no images; pass a table with a line an image`);
  const side = Math.sqrt(plan.pixels.length);
  const shades = shadesOf(pixels, name);
  const classes = plan.label === undefined ? undefined : labelClasses(written, name);
  return {
    images: imagesOf(shades.bytes, [read, side, side, 1]),
    ...(classes && { labels: classes.labels, classNames: classes.classNames }),
    notices: [...plan.notices, ...shades.notices, ...(classes?.notices ?? [])],
  };
}

function isNumber(cell: string): boolean {
  return /^[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?$/i.test(cell);
}

/** Whether cells are 0, 1, 2, …, as pandas names columns that have no names: more than a picture's first shades would be. */
function countsThrough(cells: readonly string[]): boolean {
  return cells.length > LEAST_COUNT && cells.every((cell, at) => cell === String(at));
}

const LEAST_COUNT = 64;

/** Lines enough to tell a label from a pixel. */
const SAMPLE = 300;

function sampleOf(rows: TableRows, count: number, isNamed: boolean): number[][] {
  const sample: number[][] = [];
  if (isNamed) {
    rows.nextRow();
    rows.skipRow();
  }
  while (sample.length < SAMPLE && rows.nextRow()) {
    sample.push(Array.from({ length: count }, (_, column) => rows.nextNumber(column, count)));
    rows.endRow(count);
  }
  return sample;
}

interface ReadRows {
  /** Bytes, or floats where there are fractions. */
  readonly pixels: Uint8Array | Float32Array;
  /** The labels as they stand. */
  readonly written: readonly string[];
  readonly read: number;
}

function readRows(rows: TableRows, { pixels: order, label }: ColumnPlan, { count, name }: { count: number; name: string }): ReadRows {
  const [PIXEL, LABEL] = [0, -1];
  const places = new Int32Array(count).fill(-2);
  for (const [at, column] of order.entries()) places[column] = PIXEL + at;
  if (label !== undefined) places[label] = LABEL;
  const written: string[] = [];
  let table: Uint8Array | Float32Array = new Uint8Array(rows.rowsLeft(order.length) * order.length);
  let read = 0;
  for (let isThere = rows.nextRow(); isThere; isThere = rows.nextRow()) {
    const from = read * order.length;
    for (let column = 0; column < count; column++) {
      const place = places[column] as number;
      if (place < 0) {
        const cell = rows.nextText(column, count);
        if (place === LABEL) written.push(cell);
        continue;
      }
      const value = rows.nextNumber(column, count);
      if (!(value >= 0 && value <= 255)) {
        throw new FormatError(
          `${name}: column ${column + 1} of line ${rows.line()} is no number from 0 to 255; mend it or leave the line out`,
        );
      }
      if (table instanceof Uint8Array && !Number.isInteger(value)) table = Float32Array.from(table);
      table[from + place] = value;
    }
    rows.endRow(count);
    read++;
  }
  return { pixels: table.subarray(0, read * order.length), written, read };
}
