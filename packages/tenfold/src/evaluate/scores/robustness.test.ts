import { describe, expect, it } from "vitest";
import { type Dataset, type Images, imagesOf } from "../../data/dataset.js";
import { InputError, ShapeError, UsageError } from "../../errors.js";
import { corrupt } from "../../image/corruptions/corrupt.js";
import { corruptionNames } from "../../image/corruptions/corruptions.js";
import { wilsonInterval } from "../statistics/wilson-interval.js";
import { type RobustnessProgress, robustness } from "./robustness.js";

/** Pictures of two classes: "left" has a dot of ink in the left half, "right" in the right half. */
function dots(count: number): Dataset {
  const pixels = new Uint8Array(count * 784);
  const labels = Uint8Array.from({ length: count }, (_, row) => row % 2);
  for (const [row, label] of labels.entries())
    for (let y = 12; y < 16; y++) pixels.fill(255, row * 784 + y * 28 + 5 + 14 * label, row * 784 + y * 28 + 9 + 14 * label);
  return { name: "dots", images: imagesOf(pixels, [count, 28, 28, 1]), labels, classNames: ["left", "right"] };
}

/** A reader of dots: the ink of each half. */
function halves({ count, pixels }: Images): Float32Array {
  const scores = new Float32Array(count * 2);
  for (const [i, ink] of pixels.entries()) {
    const place = Math.floor(i / 784) * 2 + (i % 28 < 14 ? 0 : 1);
    scores[place] = (scores[place] as number) + ink;
  }
  return scores;
}

describe("robustness", () => {
  it("judges clean pictures and each corruption, and takes the mean of the corruptions", async () => {
    const seen: RobustnessProgress[] = [];
    const found = await robustness(halves, dots(20), { seed: 1, onProgress: (progress) => seen.push(progress) });
    expect(found).toMatchObject({ count: 20, severity: 1, seed: 1, clean: 1 });
    expect(found.corruptions.map(({ name }) => name)).toEqual(corruptionNames);
    const accuracy = Object.fromEntries(found.corruptions.map(({ name, accuracy }) => [name, accuracy]));
    expect(accuracy).toMatchObject({ shot_noise: 1, scale: 1, translate: 1 }); // the dot stays in its half
    expect(accuracy.fog).toBeLessThan(1); // clouds outshine a dot
    expect(found.corruptions.map(({ interval }) => interval)).toEqual(
      found.corruptions.map((score) => wilsonInterval(Math.round(20 * score.accuracy), 20)),
    );
    expect(found.mean).toBeCloseTo(found.corruptions.reduce((sum, score) => sum + score.accuracy, 0) / 15, 12);
    expect(seen.map(({ done, total, name }) => `${done}/${total} ${name}`)).toEqual(
      ["clean", ...corruptionNames].map((name, i) => `${i + 1}/16 ${name}`),
    );
    expect(seen.map((progress) => progress.accuracy)).toEqual([1, ...found.corruptions.map((score) => score.accuracy)]);
  });

  it("spoils by the seed that it was given", async () => {
    const seen: Uint8Array[] = [];
    const { images } = dots(4);
    const watching = (shown: Images) => {
      seen.push(shown.pixels.slice());
      return halves(shown);
    };
    await robustness(watching, dots(4), { seed: 7, severity: 0.5 });
    const expected = corruptionNames.map((name) => corrupt(images, name, { seed: 7, severity: 0.5 }));
    expect(seen).toEqual([images.pixels, ...expected]);
  });

  it("tells how a network does among the classes shown alone, where it knows more", async () => {
    const three = { ...dots(20), classNames: ["left", "right", "none"] };
    /** Says none of every other picture; else, or where that is not up for choice, as the halves. */
    const doubting = (images: Images) => {
      const scores = halves(images);
      return Float32Array.from({ length: images.count * 3 }, (_, at) => {
        const [row, of] = [Math.floor(at / 3), at % 3];
        return of < 2 ? (scores[row * 2 + of] as number) : row % 4 < 2 ? 1e9 : 0;
      });
    };
    const found = await robustness(doubting, three, { seed: 1, severity: 0 });
    expect([found.clean, found.mean]).toEqual([0.5, 0.5]);
    expect(found.among).toEqual({ classes: ["left", "right"], clean: 1, mean: 1 });
    expect((await robustness(halves, dots(4), { seed: 1 })).among).toBeUndefined();
    // equal scores are no answer
    const even = ({ count }: Images) => new Float32Array(count * 3);
    expect((await robustness(even, three, { seed: 1, severity: 0 })).among?.clean).toBe(0);
  });

  it("repeats itself from the seed", async () => {
    const once = await robustness(halves, dots(20), { seed: 4 });
    expect(await robustness(async (images) => halves(images), dots(20), { seed: 4 })).toEqual(once);
  });

  it("gives every corruption the clean accuracy at severity 0", async () => {
    const found = await robustness(halves, dots(4), { severity: 0, seed: 1 });
    expect([found.mean, ...found.corruptions.map(({ accuracy }) => accuracy)]).toEqual(Array(16).fill(1));
  });

  it("says what it wants", async () => {
    const data = dots(2);
    await expect(robustness(halves, dots(0), { seed: 1 })).rejects.toThrow(
      new InputError("robustness: dots has no images; pass at least one"),
    );
    await expect(robustness(halves, { ...data, labels: Uint8Array.of(1) }, { seed: 1 })).rejects.toThrow(
      new ShapeError("robustness: dots has 2 images but 1 labels; pass one label an image"),
    );
    await expect(robustness(() => new Float32Array(3), data, { seed: 1 })).rejects.toThrow(
      new ShapeError("robustness: predict gave 3 numbers, but 2 images of 2 classes want 4"),
    );
    await expect(robustness(halves, data, { severity: 9, seed: 1 })).rejects.toThrow(UsageError);
  });
});
