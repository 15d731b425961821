import { type TensorProto, TensorProto_DataLocation, TensorProto_DataType as Type } from "onnx-buf";
import { FormatError } from "../../errors.js";
import { halfValue } from "../../model/half-float.js";
import { shown } from "../../model/shown.js";
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
  const isOutside = tensor.dataLocation === TensorProto_DataLocation.EXTERNAL || tensor.externalData.length > 0;
  const numbers: Numbers = isOutside ? { ...tensor, rawData: external(tensor, who) } : tensor;
  const shape = tensor.dims.map(Number);
  const length = shape.reduce((product, size) => product * size, 1);
  const values = readers[tensor.dataType]?.(numbers);
  if (!values)
    throw new FormatError(
      `${who} is of type ${Type[tensor.dataType] ?? tensor.dataType}; float32, float16, double and whole numbers are read`,
    );
  if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0) || values.length !== length) {
    throw new FormatError(
      `${who} has ${values.length} numbers, which is not what its shape [${shown(shape.join(", "))}] takes; the file is damaged`,
    );
  }
  const whole = tensor.dataType === Type.INT64 || tensor.dataType === Type.INT32;
  return { shape, data: Float32Array.from(values), ...(whole ? { integers: values } : {}) };
}

/** Of a tensor what holds its numbers: the raw bytes, or else a list for its type. */
type Numbers = Pick<TensorProto, "floatData" | "doubleData" | "int32Data" | "int64Data"> & { readonly rawData: Uint8Array };

const readers: Readonly<Record<number, (proto: Numbers) => number[]>> = {
  [Type.FLOAT]: (proto) => stored(proto, 4, (view, at) => view.getFloat32(at, true)) ?? proto.floatData,
  [Type.DOUBLE]: (proto) => stored(proto, 8, (view, at) => view.getFloat64(at, true)) ?? proto.doubleData,
  [Type.FLOAT16]: (proto) => stored(proto, 2, (view, at) => halfValue(view.getUint16(at, true))) ?? proto.int32Data.map(halfValue),
  [Type.INT32]: (proto) => stored(proto, 4, (view, at) => view.getInt32(at, true)) ?? proto.int32Data,
  [Type.INT64]: (proto) => stored(proto, 8, (view, at) => Number(view.getBigInt64(at, true))) ?? proto.int64Data.map(Number),
};

/** The numbers of the raw bytes; nothing when the tensor keeps them elsewhere. */
function stored({ rawData }: Numbers, size: number, read: (view: DataView, at: number) => number): number[] | undefined {
  if (rawData.length === 0) return undefined;
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  return Array.from({ length: Math.floor(rawData.length / size) }, (_, index) => read(view, index * size));
}
