import type { Dataset } from "../src/data/dataset.js";
import type { Picture } from "../src/image/basics/picture.js";

export interface WrittenOptions {
  /** Pixels from one digit to the next; a digit is 56 wide, its ink at most 40. */
  readonly pitch?: number;
  /** Pixels from one line to the next. */
  readonly leading?: number;
}

/** Digits of MNIST's test images on light paper, at twice their size, each line with its own hand. */
export function writtenWith(test: Dataset, lines: readonly string[], { pitch = 44, leading = 90 }: WrittenOptions = {}): Picture {
  const width = 40 + pitch * Math.max(...lines.map(({ length }) => length)) + 30;
  const height = 30 + leading * lines.length;
  const pixels = new Uint8Array(height * width).fill(235);
  for (const [line, text] of lines.entries()) {
    for (const [at, value] of [...text].entries()) {
      if (value === " ") continue;
      const digit = digitOf(test, Number(value), line + at);
      for (let y = 0; y < 56; y++) {
        for (let x = 0; x < 56; x++) {
          const ink = digit[(y >> 1) * 28 + (x >> 1)] as number;
          const place = (20 + line * leading + y) * width + 20 + at * pitch + x;
          pixels[place] = Math.min(pixels[place] as number, 235 - Math.round(ink * 0.8));
        }
      }
    }
  }
  return { pixels, height, width, channels: 1 };
}

/** The nth image of a digit. */
function digitOf({ images, labels }: Dataset, value: number, nth: number): Uint8Array {
  const rows = [...labels.keys()].filter((row) => labels[row] === value);
  const row = rows[nth] as number;
  return images.pixels.subarray(row * 784, (row + 1) * 784);
}
