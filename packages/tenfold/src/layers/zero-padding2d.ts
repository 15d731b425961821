import { shapeText } from "../engine/tensor.js";
import { ShapeError, UsageError } from "../errors.js";
import type { Layer } from "./layer.js";
import type { Margins } from "./pool-window.js";
import { imageSides } from "./sliding-window.js";

/** The side of the largest image that is read; margins as wide again and again would outgrow any memory. */
const LARGEST = 4096;

/**
 * Puts zeros around images: `[height, width, channels]` to `[top + height + bottom, left + width + right, channels]`. Imported networks have
 * it where they pad unevenly.
 *
 * @throws UsageError when a margin is no whole number from 0 to 4096
 */
export function zeroPadding2d({ top, left, bottom, right }: Margins): Layer {
  if (![top, left, bottom, right].every((margin) => Number.isInteger(margin) && margin >= 0 && margin <= LARGEST)) {
    throw new UsageError(
      `zeroPadding2d: top ${top}, left ${left}, bottom ${bottom}, right ${right} are to be whole numbers from 0 to ${LARGEST}`,
    );
  }
  return {
    kind: "zero_padding2d",
    config: { top, left, bottom, right },
    outputShape(input) {
      const [height, width, channels] = imageSides("zeroPadding2d()", input);
      const [tall, wide] = [top + height + bottom, left + width + right];
      if (tall <= LARGEST && wide <= LARGEST) return [tall, wide, channels];
      throw new ShapeError(`zeroPadding2d() makes ${tall} x ${wide} of ${shapeText(input)}; sides up to ${LARGEST} are possible`);
    },
    bind({ engine, batch, x }) {
      const [height, width, channels] = imageSides("zeroPadding2d()", x.shape.slice(1));
      const y = engine.tensor([batch, ...this.outputShape([height, width, channels])]);
      const [row, wide] = [width * channels, (left + width + right) * channels];

      /** Calls with the places in x and in y where each row of the first `n` images begins. */
      function eachRow(n: number, visit: (inside: number, padded: number) => void): void {
        for (let image = 0; image < n; image++) {
          for (let i = 0; i < height; i++) {
            visit((image * height + i) * row, (image * (top + height + bottom) + top + i) * wide + left * channels);
          }
        }
      }

      return {
        y,
        // Whole rows at a time: nothing is computed that threads could share.
        forward({ n }) {
          const [from, to] = [x.data, y.data];
          to.fill(0, 0, (n * y.length) / batch);
          eachRow(n, (inside, padded) => to.set(from.subarray(inside, inside + row), padded));
        },
        backward({ n }, dy, dx) {
          if (!dx) return dy;
          const [from, to] = [dy.data, dx.data];
          eachRow(n, (inside, padded) => to.set(from.subarray(padded, padded + row), inside));
          return dx;
        },
        free: () => engine.free(y),
      };
    },
  };
}
