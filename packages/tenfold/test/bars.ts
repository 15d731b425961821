import { type LineOptions, line } from "../src/architectures/line.js";
import { imagesOf } from "../src/data/dataset.js";
import { rng } from "../src/engine/rng.js";
import type { TextExamples } from "../src/training/objectives/text-objective.js";

const WIDTH = 64;

/** A small network for lines of bars. */
export const barNetwork = (options: LineOptions = {}) => line({ channels: 8, width: WIDTH, classes: 3, ...options });

/** Lines of bars with their texts: a tall one is a 0, a short one a 1. */
export function bars(count: number, seed: number): TextExamples {
  const random = rng(seed);
  const pixels = new Uint8Array(count * 28 * WIDTH);
  const texts = Array.from({ length: count }, (_, row) => {
    const text = Array.from({ length: 1 + random.below(3) }, () => random.below(2));
    for (const [at, one] of text.entries()) {
      const left = 12 + 14 * at + random.below(4);
      for (let y = one === 0 ? 4 : 14; y < 24; y++) pixels.fill(255, (row * 28 + y) * WIDTH + left, (row * 28 + y) * WIDTH + left + 4);
    }
    return text;
  });
  return { images: imagesOf(pixels, [count, 28, WIDTH, 1]), texts };
}
