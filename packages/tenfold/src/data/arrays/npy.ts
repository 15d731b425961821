import { FormatError } from "../../errors.js";

/** An array as NumPy stored it. */
export interface NpyArray {
  readonly shape: readonly number[];
  /** Bytes as they are, other numbers as floats; in C's order, the last axis fastest. */
  readonly numbers: Uint8Array | Float32Array;
}

/** A header of more is none: it tells a type, an order and a shape. */
const LONGEST_HEADER = 65_536;
/** More axes are no pictures. */
const MOST_AXES = 8;

/**
 * Reads one array as `numpy.save` writes it: whole numbers, floats or truth values, of either byte order.
 *
 *   byte 0   \x93NUMPY, version
 *        8   length of the header, 2 bytes, from version 2 on 4, low byte first
 *            header: {'descr': '<f4', 'fortran_order': False, 'shape': (60000, 28, 28), }
 *            numbers
 *
 * Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 *
 * @param name what to call it in an error
 * @throws FormatError when it is no such array, has other numbers, or fewer or more than its shape asks for
 */
export function parseNpy(bytes: Uint8Array, name: string): NpyArray {
  const { header, body } = parted(bytes, name);
  const type = /'descr'\s*:\s*'([^']{1,10})'/.exec(header)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  const sides = /'shape'\s*:\s*\(([\d,\s]{0,200})\)/.exec(header)?.[1];
  if (type === undefined || order === undefined || sides === undefined) {
    throw new FormatError(
      `${name} is an array of NumPy that is not read: ${JSON.stringify(header.trim().slice(0, 80))}; save plain numbers`,
    );
  }
  const shape = sides
    .split(",")
    .map((side) => side.trim())
    .filter(Boolean)
    .map(Number);
  const [, endian = "|", kind = ""] = /^([<>|=]?)([a-zA-Z]\d{1,2})$/.exec(type) ?? [];
  const reader = readers[kind];
  if (!reader)
    throw new FormatError(`${name} holds numbers of the type ${JSON.stringify(type)}; whole numbers, floats and truth values are read`);
  const count = shape.reduce((product, side) => product * side, 1);
  if (shape.length > MOST_AXES || count * reader.size !== body.length) {
    throw new FormatError(
      `${name} is damaged: [${shape.join(", ")}] of ${type} takes ${count * reader.size} bytes, but ${body.length} follow; save it again`,
    );
  }
  if (order === "True" && shape.length > 1) {
    throw new FormatError(`${name} is stored column by column (fortran_order); save it with numpy.ascontiguousarray`);
  }
  if (kind === "u1" || kind === "b1") return { shape, numbers: body };
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const numbers = new Float32Array(count);
  for (let at = 0; at < count; at++) numbers[at] = reader.read(view, at * reader.size, endian !== ">");
  return { shape, numbers };
}

function parted(bytes: Uint8Array, name: string): { readonly header: string; readonly body: Uint8Array } {
  const isNpy = bytes.length >= 12 && bytes[0] === 0x93 && new TextDecoder().decode(bytes.subarray(1, 6)) === "NUMPY";
  if (!isNpy) throw new FormatError(`${name} is no array of NumPy; save it with numpy.save`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [length, start] = bytes[6] === 1 ? [view.getUint16(8, true), 10] : [view.getUint32(8, true), 12];
  if (length > LONGEST_HEADER || start + length > bytes.length) throw new FormatError(`${name} is a damaged array of NumPy; save it again`);
  return { header: new TextDecoder("latin1").decode(bytes.subarray(start, start + length)), body: bytes.subarray(start + length) };
}

interface NumberReader {
  readonly size: number;
  readonly read: (view: DataView, at: number, isLittle: boolean) => number;
}

const readers: Readonly<Record<string, NumberReader>> = {
  b1: { size: 1, read: (view, at) => view.getUint8(at) },
  u1: { size: 1, read: (view, at) => view.getUint8(at) },
  i1: { size: 1, read: (view, at) => view.getInt8(at) },
  u2: { size: 2, read: (view, at, isLittle) => view.getUint16(at, isLittle) },
  i2: { size: 2, read: (view, at, isLittle) => view.getInt16(at, isLittle) },
  u4: { size: 4, read: (view, at, isLittle) => view.getUint32(at, isLittle) },
  i4: { size: 4, read: (view, at, isLittle) => view.getInt32(at, isLittle) },
  u8: { size: 8, read: (view, at, isLittle) => Number(view.getBigUint64(at, isLittle)) },
  i8: { size: 8, read: (view, at, isLittle) => Number(view.getBigInt64(at, isLittle)) },
  f4: { size: 4, read: (view, at, isLittle) => view.getFloat32(at, isLittle) },
  f8: { size: 8, read: (view, at, isLittle) => view.getFloat64(at, isLittle) },
};
