import { ShapeError } from "../errors.js";
import { encodeHeader, parseHeader } from "./safetensors-header.js";

/** One array of floats, row by row; the shape [] is a single number. */
export interface StoredTensor {
  readonly shape: readonly number[];
  /** As many numbers as the dimensions of `shape` multiply to. */
  readonly data: Float32Array;
}

/** What a safetensors file holds. The records have no prototype: `tensors["constructor"]` is undefined unless the file has it. */
export interface Safetensors {
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  /** Free text by name; empty when the file has none. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Writes tensors in the safetensors format, as float32 (F32):
 *
 *   8 bytes   n, the length of the header, low byte first
 *   n bytes   the header: JSON, padded with spaces to a multiple of 8
 *   rest      the numbers, low byte first, one tensor after the other
 *
 * Names are sorted, so that the same content gives the same bytes.
 *
 * Source: https://github.com/huggingface/safetensors#format
 *
 * @throws ShapeError when a tensor has another number of floats than its shape asks for
 * @throws InputError when a tensor has a name that the format keeps for itself
 */
export function encodeSafetensors(
  tensors: Readonly<Record<string, StoredTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const sorted = Object.keys(tensors)
    .sort() // by UTF-16 code units, which no locale changes
    .map((name) => ({ name, ...(tensors[name] as StoredTensor) }));
  for (const { name, shape, data } of sorted) checkLength(name, shape, data);
  const header = encodeHeader(sorted, metadata);
  const size = sorted.reduce((total, { data }) => total + data.byteLength, 0);
  const bytes = new Uint8Array(8 + header.length + size);
  new DataView(bytes.buffer).setUint32(0, header.length, true); // of 8 bytes; the upper four stay 0
  bytes.set(header, 8);
  let at = 8 + header.length;
  for (const { data } of sorted) {
    writeFloats(new DataView(bytes.buffer, at, data.byteLength), data);
    at += data.byteLength;
  }
  return bytes;
}

/**
 * Reads a safetensors file whose tensors are float32 (F32), the only type that Tenfold writes. The data may start at any byte: files of
 * other writers are not always padded.
 *
 * @param name what to call the file in an error
 * @throws FormatError when the bytes break a rule of the format in any way, or hold another type than F32
 */
export function decodeSafetensors(bytes: Uint8Array, name: string): Safetensors {
  const { infos, metadata, body } = parseHeader(bytes, name);
  const tensors: Record<string, StoredTensor> = Object.create(null);
  for (const { tensor, shape, begin, end } of infos) tensors[tensor] = { shape, data: readFloats(body.subarray(begin, end)) };
  return { tensors, metadata };
}

function checkLength(name: string, shape: readonly number[], data: Float32Array): void {
  const wanted = shape.reduce((total, dimension) => total * dimension, 1);
  const sizes = shape.every((dimension) => Number.isSafeInteger(dimension) && dimension >= 0);
  if (!sizes || data.length !== wanted) {
    throw new ShapeError(
      `safetensors: tensor "${name}" has ${data.length} floats, but its shape is [${shape.join(", ")}]; mend one of them`,
    );
  }
}

/** Through the words of the floats: every bit survives, also those of a NaN, on machines of either byte order. */
function writeFloats(view: DataView, data: Float32Array): void {
  const words = new Int32Array(data.buffer, data.byteOffset, data.length);
  for (let index = 0; index < words.length; index++) view.setInt32(4 * index, words[index] as number, true);
}

function readFloats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = new Int32Array(bytes.length / 4);
  for (let index = 0; index < words.length; index++) words[index] = view.getInt32(4 * index, true);
  return new Float32Array(words.buffer);
}
