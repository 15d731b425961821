import { FormatError, ShapeError } from "../errors.js";
import { needBytes } from "../what-came.js";
import { type Images, imagesOf } from "./dataset.js";

/**
 * Reads an IDX file of grayscale pictures; the pixels are shared with `bytes`, not copied.
 *
 *   byte 0   0x00000803: unsigned bytes in three dimensions
 *        4   count, height, width: unsigned 32-bit numbers, high byte first
 *       16   pixels, row by row: 0 is paper, 255 is ink
 *
 * Source: LeCun, Cortes, Burges, "The MNIST database", http://yann.lecun.com/exdb/mnist/
 *
 * @param name what to call the file in an error
 * @throws FormatError when the bytes are another kind of file, have too few or too many bytes, or announce no picture
 */
export function parseIdxImages(bytes: Uint8Array, name: string): Images {
  needBytes(`parseIdxImages: ${name}`, bytes);
  const { dimensions, body } = parseIdx(bytes, name, IMAGES);
  const [count = 0, height = 0, width = 0] = dimensions;
  return imagesOf(body, [count, height, width, 1]);
}

/**
 * Reads an IDX file of labels, one byte an image; the labels are shared with `bytes`, not copied. The layout is that of the images
 * with the magic number 0x00000801 and the count as the only dimension.
 *
 * @param name what to call the file in an error
 * @throws FormatError when the bytes are another kind of file, have too few or too many bytes, or announce no label
 */
export function parseIdxLabels(bytes: Uint8Array, name: string): Uint8Array {
  needBytes(`parseIdxLabels: ${name}`, bytes);
  return parseIdx(bytes, name, LABELS).body;
}

/**
 * Writes pictures as `parseIdxImages` reads them.
 *
 * @throws ShapeError when the images have more than one channel
 */
export function encodeIdxImages({ count, height, width, channels, pixels }: Images): Uint8Array {
  if (channels !== 1) {
    throw new ShapeError(`encodeIdxImages takes [count, height, width, 1], got [${count}, ${height}, ${width}, ${channels}]`);
  }
  return encodeIdx(IMAGES, [count, height, width], pixels);
}

/** Writes labels as `parseIdxLabels` reads them. */
export function encodeIdxLabels(labels: Uint8Array): Uint8Array {
  return encodeIdx(LABELS, [labels.length], labels);
}

interface Kind {
  readonly magic: number;
  readonly singular: string;
  readonly plural: string;
  readonly dimensions: number;
}

const IMAGES: Kind = { magic: 0x00000803, singular: "image", plural: "images", dimensions: 3 };
const LABELS: Kind = { magic: 0x00000801, singular: "label", plural: "labels", dimensions: 1 };

function parseIdx(bytes: Uint8Array, name: string, kind: Kind): { dimensions: readonly number[]; body: Uint8Array } {
  checkMagic(bytes, name, kind);
  const header = 4 + 4 * kind.dimensions;
  if (bytes.length < header) {
    throw new FormatError(
      `${name} is cut short: it has ${inBytes(bytes.length)}, and the header of an IDX ${kind.singular} file has ${header}; fetch it again`,
    );
  }
  const dimensions = Array.from({ length: kind.dimensions }, (_, index) => uint32At(bytes, 4 + 4 * index));
  const body = bytes.subarray(header);
  checkSize(dimensions, body.length, name, kind);
  return { dimensions, body };
}

function checkMagic(bytes: Uint8Array, name: string, kind: Kind): void {
  if (bytes.length === 0) throw new FormatError(`${name} is empty, not an IDX ${kind.singular} file; fetch it again`);
  if (bytes.length >= 4 && uint32At(bytes, 0) === kind.magic) return;
  const start = hex(bytes.subarray(0, 4));
  const wanted = hex(Uint8Array.of(0, 0, kind.magic >>> 8, kind.magic));
  throw new FormatError(`${name} is not an IDX ${kind.singular} file: it starts with ${start}, not ${wanted}; ${remedy(start, kind)}`);
}

function remedy(start: string, { plural }: Kind): string {
  if (start === "0x00000803") return `these are images, pass the ${plural} file`;
  if (start === "0x00000801") return `these are labels, pass the ${plural} file`;
  const type = start.startsWith("0x0000") ? TYPES[start.slice(6, 8)] : undefined;
  if (type !== undefined) return `these are ${type}, and unsigned bytes are read: save them as such`;
  if (start.startsWith("0x1f8b")) return "this is gzip, unpack it first";
  if (start === "0x89504e47") return `this is a PNG picture, pass the ${plural} file`;
  return `pass the ${plural} file`;
}

/** What other numbers IDX files hold, by the third byte. */
const TYPES: Readonly<Record<string, string>> = {
  "09": "signed bytes",
  "0b": "whole numbers of 16 bits",
  "0c": "whole numbers of 32 bits",
  "0d": "floats of 32 bits",
  "0e": "floats of 64 bits",
};

/** Products beyond 2⁵³ lose their last digits, but stay far above the length of any file: the comparison holds. */
function checkSize(dimensions: readonly number[], size: number, name: string, { singular, plural }: Kind): void {
  const [count, ...sides] = dimensions;
  const announced = `${count} ${count === 1 ? singular : plural}${sides.length === 0 ? "" : ` of ${sides.join(" x ")}`}`;
  if (dimensions.includes(0)) {
    throw new FormatError(`${name} announces ${announced}, which is nothing to read; pass a file with ${plural}`);
  }
  const wanted = dimensions.reduce((product, dimension) => product * dimension, 1);
  if (size < wanted) {
    throw new FormatError(`${name} is cut short: it announces ${announced}, but ${inBytes(size)} follow; fetch it again`);
  }
  if (size > wanted) {
    throw new FormatError(`${name} is too long: it announces ${announced}, ${inBytes(wanted)}, but ${size} follow; fetch it again`);
  }
}

function inBytes(size: number): string {
  return size === 1 ? "1 byte" : `${size} bytes`;
}

function encodeIdx({ magic }: Kind, dimensions: readonly number[], body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * dimensions.length + body.length);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of [magic, ...dimensions].entries()) view.setUint32(4 * index, word);
  bytes.set(body, 4 + 4 * dimensions.length);
  return bytes;
}

function uint32At(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
}

function hex(bytes: Uint8Array): string {
  return `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
