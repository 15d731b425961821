import type { Margins } from "./pool-window.js";

/**
 * How far windows reach beyond an image so that there are ⌈side / stride⌉ of them, as TensorFlow and Keras understand "same", and ONNX
 * SAME_UPPER: only as far as they must, and where that is odd, one pixel more below and at the right.
 *
 * Source: https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2
 */
export function sameMargins([height = 0, width = 0]: readonly number[], size: number, stride: number): Margins {
  const along = (side: number) => {
    const places = Math.max((Math.ceil(side / stride) - 1) * stride + size - side, 0);
    return [Math.floor(places / 2), Math.ceil(places / 2)] as const;
  };
  const [[top, bottom], [left, right]] = [along(height), along(width)];
  return { top, left, bottom, right };
}
