import { FormatError, InputError } from "../errors.js";
import { needBytes } from "../what-came.js";
import type { Dataset } from "./dataset.js";

/** What QMNIST tells of images, a row an image, in the order of MNIST's. */
export interface QmnistLabels {
  /** The digit. */
  readonly classes: Uint8Array;
  /** NIST's number of the person who wrote it. */
  readonly writers: Uint32Array;
}

const MAGIC = 0x00000c02;
const HEADER = 12;
const COLUMNS = 8;

/**
 * Reads QMNIST's extended labels, of which the first column is the class and the third the writer.
 *
 *   byte 0   0x00000C02: signed 32-bit numbers in two dimensions
 *        4   rows, and 8 columns: unsigned 32-bit numbers, high byte first
 *       12   rows: class, series, writer, the digit's number for that writer, NIST class, NIST number, duplicate, unused
 *
 * Source: Yadav, Bottou, "Cold case: the lost MNIST digits", 2019; https://github.com/facebookresearch/qmnist
 *
 * @param name what to call the file in an error
 * @throws FormatError when the bytes are another kind of file, have too few or too many, or hold a class or a writer that is none
 */
export function parseQmnistLabels(bytes: Uint8Array, name: string): QmnistLabels {
  needBytes(`parseQmnistLabels: ${name}`, bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows = checkedRows(bytes, view, name);
  const classes = new Uint8Array(rows);
  const writers = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const [digit, writer] = [view.getInt32(HEADER + row * COLUMNS * 4), view.getInt32(HEADER + row * COLUMNS * 4 + 8)];
    if (digit < 0 || digit > 9) throw new FormatError(`${name}: row ${row} is of class ${digit}, and digits are 0 to 9; fetch it again`);
    if (writer < 0) throw new FormatError(`${name}: row ${row} is by writer ${writer}, which is below 0; fetch it again`);
    classes[row] = digit;
    writers[row] = writer;
  }
  return { classes, writers };
}

function checkedRows(bytes: Uint8Array, view: DataView, name: string): number {
  if (bytes.length < HEADER || view.getUint32(0) !== MAGIC) {
    const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
    throw new FormatError(
      `${name} is not a file of QMNIST labels: it has ${bytes.length} bytes and starts with 0x${start}, not 0x00000c02; ` +
        "pass qmnist-train-labels-idx2-int or qmnist-test-labels-idx2-int",
    );
  }
  const [rows, columns] = [view.getUint32(4), view.getUint32(8)];
  if (columns !== COLUMNS || rows === 0) {
    throw new FormatError(`${name} announces ${rows} rows of ${columns} numbers, QMNIST has 8 a row; pass its extended labels`);
  }
  const wanted = rows * COLUMNS * 4; // below 2³⁸
  if (bytes.length - HEADER !== wanted) {
    throw new FormatError(`${name} announces ${rows} rows, ${wanted} bytes, but ${bytes.length - HEADER} follow; fetch it again`);
  }
  return rows;
}

/**
 * The writer of each image of a dataset: those of the first rows, as QMNIST's test file begins with MNIST's 10,000.
 *
 * @param name what to call the file in an error
 * @throws InputError when there are fewer rows than images, or a row's class is not the image's label: the file is about other images
 */
export function writersOf({ classes, writers }: QmnistLabels, { images, labels, name: dataset }: Dataset, name: string): Uint32Array {
  if (classes.length < images.count) {
    throw new InputError(`${name} tells of ${classes.length} images, but "${dataset}" has ${images.count}; pass the file of these images`);
  }
  const other = labels.findIndex((label, row) => label !== classes[row]);
  if (other >= 0) {
    throw new InputError(
      `${name} is not about "${dataset}": its row ${other} is a ${classes[other]}, but that image is a ${labels[other]}; ` +
        "pass the file of these images",
    );
  }
  return writers.slice(0, images.count);
}
