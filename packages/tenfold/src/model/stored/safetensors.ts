import { InputError, ShapeError } from "../../errors.js";
import { needBytes } from "../../what-came.js";
import { halfBits, halfValue } from "./half-float.js";
import { bytesPer, encodeHeader, parseHeader, type TensorType } from "./safetensors-header.js";

/** One array of floats, row by row; the shape [] is a single number. */
export interface StoredTensor {
  readonly shape: readonly number[];
  /** As many numbers as the dimensions of `shape` multiply to. */
  readonly data: Float32Array;
  /** How a file has them: float32 when absent. */
  readonly type?: TensorType;
}

/** What a safetensors file holds. The records have no prototype: `tensors["constructor"]` is undefined unless the file has it. */
export interface Safetensors {
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  /** Free text by name; empty when the file has none. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Writes tensors in the safetensors format, each in its type:
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
 * @throws InputError when a tensor has a name that the format keeps for itself, or a number that its type cannot hold
 */
export function encodeSafetensors(
  tensors: Readonly<Record<string, StoredTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const sorted = Object.keys(tensors)
    .sort() // by UTF-16 code units, which no locale changes
    .map((name) => ({ name, type: "F32" as TensorType, ...(tensors[name] as StoredTensor) }));
  for (const { name, shape, data } of sorted) checkLength(name, shape, data);
  const header = encodeHeader(sorted, metadata);
  const size = sorted.reduce((total, { type, data }) => total + bytesPer[type] * data.length, 0);
  const bytes = new Uint8Array(8 + header.length + size);
  new DataView(bytes.buffer).setUint32(0, header.length, true); // of 8 bytes; the upper four stay 0
  bytes.set(header, 8);
  let at = 8 + header.length;
  for (const { name, type, data } of sorted) {
    const length = bytesPer[type] * data.length;
    writers[type](new DataView(bytes.buffer, at, length), data, name);
    at += length;
  }
  return bytes;
}

/**
 * Reads a safetensors file whose tensors are of the types F32, F16, BF16 or I8; the numbers come as float32, which holds all of them
 * exactly. The data may start at any byte: files of other writers are not always padded.
 *
 * @param name what to call the file in an error
 * @throws FormatError when the bytes break a rule of the format in any way, or hold another type
 */
export function decodeSafetensors(bytes: Uint8Array, name: string): Safetensors {
  needBytes(name, bytes);
  const { infos, metadata, body } = parseHeader(bytes, name);
  const tensors: Record<string, StoredTensor> = Object.create(null);
  for (const { tensor, type, shape, begin, end } of infos) {
    const data = readers[type](body.subarray(begin, end));
    tensors[tensor] = type === "F32" ? { shape, data } : { shape, data, type };
  }
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

const writers: Readonly<Record<TensorType, (view: DataView, data: Float32Array, name: string) => void>> = {
  /** As bytes, so that every bit survives, also those of a NaN. The format is little-endian, and so is every memory of WebAssembly. */
  F32(view, data) {
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  },
  F16(view, data, name) {
    data.forEach((value, index) => {
      const half = halfBits(value);
      if ((half & 0x7fff) === 0x7c00 && Number.isFinite(value)) throw unfit(name, value, "F16, which ends at 65504");
      view.setUint16(2 * index, half, true);
    });
  },
  BF16(view, data) {
    const words = new Uint32Array(data.buffer, data.byteOffset, data.length);
    words.forEach((word, index) => {
      view.setUint16(2 * index, word >>> 16, true); // toward zero: numbers that were read as BF16 have no bits there
    });
  },
  I8(view, data, name) {
    data.forEach((value, index) => {
      if (!Number.isInteger(value) || value < -128 || value > 127) throw unfit(name, value, "I8, whole numbers from -128 to 127");
      view.setInt8(index, value);
    });
  },
};

const readers: Readonly<Record<TensorType, (bytes: Uint8Array) => Float32Array>> = {
  F32(bytes) {
    return new Float32Array(Uint8Array.from(bytes).buffer); // a copy, because floats begin at multiples of 4
  },
  F16(bytes) {
    const view = viewOf(bytes);
    const floats = new Float32Array(bytes.length / 2); // not Float32Array.from: it makes a list of them first, which is most of the reading's time
    for (let index = 0; index < floats.length; index++) floats[index] = halfValue(view.getUint16(2 * index, true));
    return floats;
  },
  BF16(bytes) {
    const view = viewOf(bytes);
    const words = new Uint32Array(bytes.length / 2);
    for (let index = 0; index < words.length; index++) words[index] = view.getUint16(2 * index, true) << 16;
    return new Float32Array(words.buffer);
  },
  I8(bytes) {
    return Float32Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length));
  },
};

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function unfit(name: string, value: number, type: string): InputError {
  return new InputError(`safetensors: tensor "${name}" holds ${value}, which does not fit ${type}; store it as F32`);
}
