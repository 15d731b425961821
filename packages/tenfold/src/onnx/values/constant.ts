import type { TensorProto } from "onnx-buf";
import { FormatError } from "../../errors.js";
import { shown } from "../../model/shown.js";
import { halfValue } from "../../model/stored/half-float.js";
import { EXTERNAL, tensorTypeName, tensorTypes } from "../tensor-types.js";
import { type ExternalBytes, externalBytes } from "./external-data.js";

/** A constant of an ONNX file, whatever type it was stored in. */
export interface Constant {
  readonly shape: readonly number[];
  readonly data: Float32Array;
  /** The same as whole numbers, where they were stored as such: sizes and axes. */
  readonly integers?: readonly number[];
}

/**
 * Reads a tensor of floats or whole numbers.
 *
 * @param external fetches what lies in another file; without it such tensors are refused
 * @throws FormatError when it lies in another file, is of another type, or has more or fewer numbers than its shape asks for
 */
export function constantOf(tensor: TensorProto, name: string, external: ExternalBytes = externalBytes(undefined)): Constant {
  const who = `${name}: its tensor "${shown(tensor.name)}"`;
  const isOutside = tensor.dataLocation === EXTERNAL || tensor.externalData.length > 0;
  const numbers: Numbers = isOutside ? { ...tensor, rawData: external(tensor, who) } : tensor;
  const shape = tensor.dims.map(Number);
  const length = shape.reduce((product, size) => product * size, 1);
  const values = readers[tensor.dataType]?.(numbers);
  if (!values)
    throw new FormatError(`${who} is of type ${tensorTypeName(tensor.dataType)}; float32, float16, double and whole numbers are read`);
  if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0) || values.length !== length) {
    throw new FormatError(
      `${who} has ${values.length} numbers, which is not what its shape [${shown(shape.join(", "))}] takes; the file is damaged`,
    );
  }
  const whole = tensor.dataType === tensorTypes.INT64 || tensor.dataType === tensorTypes.INT32;
  return { shape, data: Float32Array.from(values), ...(whole ? { integers: values } : {}) };
}

/** Of a tensor what holds its numbers: the raw bytes, or else a list for its type. */
type Numbers = Pick<TensorProto, "floatData" | "doubleData" | "int32Data" | "int64Data"> & { readonly rawData: Uint8Array };

const readers: Readonly<Record<number, (proto: Numbers) => number[]>> = {
  [tensorTypes.FLOAT]: (proto) => stored(proto, 4, (view, at) => view.getFloat32(at, true)) ?? proto.floatData,
  [tensorTypes.DOUBLE]: (proto) => stored(proto, 8, (view, at) => view.getFloat64(at, true)) ?? proto.doubleData,
  [tensorTypes.FLOAT16]: (proto) => stored(proto, 2, (view, at) => halfValue(view.getUint16(at, true))) ?? proto.int32Data.map(halfValue),
  [tensorTypes.BOOL]: (proto) => stored(proto, 1, (view, at) => view.getUint8(at)) ?? proto.int32Data,
  [tensorTypes.INT32]: (proto) => stored(proto, 4, (view, at) => view.getInt32(at, true)) ?? proto.int32Data,
  [tensorTypes.INT64]: (proto) => stored(proto, 8, (view, at) => Number(view.getBigInt64(at, true))) ?? proto.int64Data.map(Number),
};

/** The numbers of the raw bytes; nothing when the tensor keeps them elsewhere. */
function stored({ rawData }: Numbers, size: number, read: (view: DataView, at: number) => number): number[] | undefined {
  if (rawData.length === 0) return undefined;
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  return Array.from({ length: Math.floor(rawData.length / size) }, (_, index) => read(view, index * size));
}
