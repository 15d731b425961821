import { expect, it } from "vitest";
import { asSamePadding } from "./same-padding.js";

it.each([
  [3, 2, 28, 28],
  [3, 2, 7, 8],
  [4, 1, 6, 9],
  [4, 3, 10, 5],
  [5, 2, 6, 6],
  [3, 1, 5, 5],
  [1, 2, 6, 5],
  [2, 2, 6, 6],
])("a kernel of %i with strides of %i slides over %i x %i as in Keras", (kernel, stride, height, width) => {
  const { side, embed } = asSamePadding(kernel, stride, [height, width]);
  const image = Array.from({ length: height * width }, (_, at) => ((at * 37) % 11) - 5);
  const data = Float32Array.from({ length: kernel * kernel }, (_, at) => ((at * 13) % 7) - 3);
  const larger = embed({ shape: [kernel, kernel, 1, 1], data });
  expect(larger.shape).toEqual([side, side, 1, 1]);
  expect(side % 2).toBe(1);
  const zeros = (length: number) => Math.max((Math.ceil(length / stride) - 1) * stride + kernel - length, 0);
  const keras = slide(image, [height, width], data, kernel, stride, [Math.floor(zeros(height) / 2), Math.floor(zeros(width) / 2)]);
  const pad = (side - 1) / 2;
  expect(slide(image, [height, width], larger.data, side, stride, [pad, pad])).toEqual(keras);
});

/** Every output from whose window's top left corner the padding reaches so far outside: ⌈size / stride⌉ a side. */
function slide(
  image: readonly number[],
  [height, width]: readonly [number, number],
  kernel: ArrayLike<number>,
  side: number,
  stride: number,
  [top, left]: readonly [number, number],
): number[] {
  const sums: number[] = [];
  for (let y = 0; y < height; y += stride) {
    for (let x = 0; x < width; x += stride) {
      let sum = 0;
      for (let row = 0; row < side; row++) {
        for (let column = 0; column < side; column++) {
          const [down, across] = [y + row - top, x + column - left];
          const inside = down >= 0 && across >= 0 && down < height && across < width;
          if (inside) sum += (image[down * width + across] as number) * (kernel[row * side + column] as number);
        }
      }
      sums.push(sum);
    }
  }
  return sums;
}
