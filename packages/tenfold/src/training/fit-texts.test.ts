import { describe, expect, it } from "vitest";
import { line } from "../architectures/line.js";
import { elastic } from "../augment/elastic.js";
import { imagesOf } from "../data/dataset.js";
import { rng } from "../engine/rng.js";
import { adam } from "../optimizers/adam.js";
import { fitTexts, type TextEpoch, type TextExamples } from "./fit-texts.js";

const WIDTH = 64;
const network = () => line({ channels: 8, width: WIDTH, classes: 3 });

/** Lines of bars: a tall one is a 0, a short one a 1. */
function bars(count: number, seed: number): TextExamples {
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

const options = { optimizer: adam({ rate: 4e-3 }), batchSize: 32, seed: 5 };

describe("fitTexts", () => {
  it("learns to read bars from lines and their texts alone", async () => {
    const epochs: TextEpoch[] = [];
    const validation = bars(100, 2);
    await fitTexts(network(), bars(640, 1), { ...options, epochs: 8, validation, onEpochEnd: (end) => epochs.push(end), threads: 2 });
    expect(epochs).toHaveLength(8);
    expect(epochs.at(-1)?.loss).toBeLessThan(0.3 * (epochs[0]?.loss as number));
    expect(epochs.at(-1)?.validation?.accuracy).toBeGreaterThan(0.95);
  });

  it("comes to the same weights on one thread and on three", async () => {
    const augment = elastic({ rotateDegrees: 2, shift: 0.02, strength: 0.5 });
    const [one, three] = await Promise.all(
      [1, 3].map((threads) => fitTexts(network(), bars(96, 1), { ...options, augment, epochs: 2, threads })),
    );
    expect(three).toEqual(one);
  });

  it("refuses pictures of another size, missing texts and too few examples", async () => {
    const some = bars(40, 1);
    await expect(fitTexts(line({ classes: 3 }), some, { ...options, epochs: 1 })).rejects.toThrow(
      'pictures of 28 x 64 x 1 came, "line" takes 28 x 168 x 1',
    );
    await expect(fitTexts(network(), { ...some, texts: [] }, { ...options, epochs: 1 })).rejects.toThrow("40 pictures came with 0 texts");
    await expect(fitTexts(network(), some, { ...options, batchSize: 64, epochs: 1 })).rejects.toThrow("40 pictures are fewer than a batch");
  });
});
