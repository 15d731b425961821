import { FormatError } from "../errors.js";

/** What NIST's records tell of each image, one entry an image. */
export interface QmnistLabels {
  /** The digit, 0 to 9. */
  readonly labels: Uint8Array;
  /** Who wrote it: NIST's number of the writer. */
  readonly writers: Uint32Array;
  /** From which collection of forms: 0 to 3 were filled in by employees of the Census Bureau, 4 by students. */
  readonly partitions: Uint8Array;
}

/**
 * Reads the extended labels of QMNIST, `qmnist-*-labels-idx2-int` unpacked.
 *
 *   byte 0   0x00000C02: 32-bit integers in two dimensions
 *        4   count, 8: unsigned 32-bit numbers, high byte first
 *       12   rows of 8 integers: digit, partition (HSF), writer, which digit of that writer, class in NIST's files,
 *            place in NIST's files, whether it is a duplicate, unused
 *
 * Source: Yadav and Bottou, "Cold Case: The Lost MNIST Digits", 2019, https://github.com/facebookresearch/qmnist
 *
 * @param name what to call the file in an error
 * @throws FormatError when the bytes are another kind of file, have too few or too many bytes, or hold a row that cannot be
 */
export function parseQmnistLabels(bytes: Uint8Array, name: string): QmnistLabels {
  const count = rowCount(bytes, name);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = (row: number, column: number) => view.getInt32(HEADER + ROW * row + 4 * column);
  const labels = new Uint8Array(count);
  const writers = new Uint32Array(count);
  const partitions = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    const [digit, partition, writer] = [at(row, 0), at(row, 1), at(row, 2)];
    if (digit < 0 || digit > 9 || partition < 0 || partition > 255 || writer < 0) {
      throw new FormatError(
        `${name} is damaged: row ${row} tells of digit ${digit}, partition ${partition}, writer ${writer}; fetch it again`,
      );
    }
    labels[row] = digit;
    partitions[row] = partition;
    writers[row] = writer;
  }
  return { labels, writers, partitions };
}

const MAGIC = 0x00000c02;
const HEADER = 12;
const COLUMNS = 8;
/** Bytes of a row. */
const ROW = 4 * COLUMNS;

function rowCount(bytes: Uint8Array, name: string): number {
  if (bytes.length < HEADER) {
    throw new FormatError(`${name} is cut short: it has ${bytes.length} bytes, and QMNIST's labels begin with ${HEADER}; fetch it again`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [magic, count, columns] = [view.getUint32(0), view.getUint32(4), view.getUint32(8)];
  if (magic !== MAGIC || columns !== COLUMNS) {
    throw new FormatError(
      `${name} is not QMNIST's label file: it starts with 0x${magic.toString(16).padStart(8, "0")} and has ${columns} columns, ` +
        `not 0x00000c02 and ${COLUMNS}; pass a file like qmnist-train-labels-idx2-int`,
    );
  }
  const found = bytes.length - HEADER;
  if (found !== count * ROW || count === 0) {
    throw new FormatError(`${name} announces ${count} rows of ${ROW} bytes, but ${found} bytes follow; fetch it again`);
  }
  return count;
}
