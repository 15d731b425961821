import type { StoredTensor } from "../model/stored/safetensors.js";

/** A kernel that slides with zeros alike on all sides as one of Keras slides with its "same" padding. */
export interface Slid {
  /** Side of the kernel, odd. */
  readonly side: number;
  /** Keras's kernel `[side, side, a, b]` in this larger one, among zeros. */
  embed(kernel: StoredTensor): StoredTensor;
}

/**
 * Keras pads only as much as the windows need, and where that is odd, one more at the bottom and at the right: a kernel of 3 with strides
 * of 2 gets no zeros above an image of 28 rows, and one row below. Tenfold pads alike on all sides. A larger kernel that holds Keras's
 * off its middle sees the same pixels: 5 x 5 for that 3 x 3, with zeros above it and at its left.
 *
 * Source: https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2
 *
 * @param sides height and width of the image
 */
export function asSamePadding(kernel: number, stride: number, sides: readonly number[]): Slid {
  const before = sides.map((side) => Math.floor(Math.max((Math.ceil(side / stride) - 1) * stride + kernel - side, 0) / 2));
  const pad = Math.max((kernel - 1) / 2, ...before.map((zeros) => kernel - 1 - zeros));
  const side = 2 * pad + 1;
  if (side === kernel) return { side, embed: (tensor) => tensor };
  const [down = 0, across = 0] = before.map((zeros) => pad - zeros);
  return {
    side,
    embed({ shape, data }) {
      if (shape[0] !== kernel || shape[1] !== kernel) return { shape, data }; // of the wrong form, as the check of all weights will say
      const size = data.length / (kernel * kernel);
      const larger = new Float32Array(side * side * size);
      for (let row = 0; row < kernel; row++) {
        const from = data.subarray(row * kernel * size, (row + 1) * kernel * size);
        larger.set(from, ((row + down) * side + across) * size);
      }
      return { shape: [side, side, ...shape.slice(2)], data: larger };
    },
  };
}
