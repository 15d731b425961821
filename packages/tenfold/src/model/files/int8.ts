import { FormatError } from "../../errors.js";
import type { WeightValues } from "../network/weights.js";
import type { StoredTensor } from "../stored/safetensors.js";

/**
 * A kernel in whole numbers from -127 to 127: W ≈ values · scale, one scale an output channel, the last axis. Symmetric, so that 0 stays 0.
 * What lies beyond `clip` times a channel's largest is cut off, which makes the steps between the rest finer. (Krishnamoorthi,
 * "Quantizing deep convolutional networks for efficient inference", 2018)
 */
export function toInt8({ shape, data }: StoredTensor, clip = 1): { readonly values: StoredTensor; readonly scale: StoredTensor } {
  const channels = shape.at(-1) as number;
  const largest = new Float32Array(channels);
  data.forEach((value, at) => {
    largest[at % channels] = Math.max(largest[at % channels] as number, Math.abs(value));
  });
  const scale = largest.map((most) => (most === 0 ? 1 : (most * clip) / 127));
  const values = data.map((value, at) => Math.min(Math.max(Math.round(value / (scale[at % channels] as number)), -127), 127) + 0);
  return { values: { shape, data: values, type: "I8" }, scale: { shape: [channels], data: scale } };
}

/** The floats that whole numbers and their scales stand for. */
export function fromInt8({ shape, data }: StoredTensor, scale: StoredTensor): StoredTensor {
  const channels = scale.data.length;
  return { shape, data: data.map((value, at) => value * (scale.data[at % channels] as number)) };
}

/** How a file calls the scale of a kernel. */
export function scaleOf(kernel: string): string {
  return `${kernel}.scale`;
}

/**
 * The weights of a file as floats: kernels stored as I8 times their scales, the others as they are.
 *
 * @throws FormatError when whole numbers have no scale, or one that does not fit
 */
export function dequantized(tensors: Readonly<Record<string, StoredTensor>>, name: string): WeightValues {
  const quantized = Object.entries(tensors).filter(([, { type }]) => type === "I8");
  const scales = new Set(quantized.map(([kernel]) => scaleOf(kernel)));
  const floats = Object.entries(tensors).filter(([which, { type }]) => type !== "I8" && !scales.has(which));
  const kernels = quantized.map(([kernel, values]) => {
    const scale = tensors[scaleOf(kernel)];
    if (!scale || scale.type === "I8" || scale.shape.length !== 1 || scale.shape[0] !== values.shape.at(-1)) {
      throw new FormatError(`${name}: its "${kernel}" is in whole numbers without a scale for each of its channels; the file is damaged`);
    }
    return [kernel, fromInt8(values, scale)] as const;
  });
  return Object.fromEntries([...floats, ...kernels]);
}
