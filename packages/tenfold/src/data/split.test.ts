import { describe, expect, it } from "vitest";
import { InputError, ShapeError, UsageError } from "../errors.js";
import { type Dataset, imagesOf } from "./dataset.js";
import { split } from "./split.js";

/** Images of four bytes that spell their own row, so that rows can be told apart after a split. */
function numbered(labels: ArrayLike<number>): Dataset {
  const rows = Uint32Array.from({ length: labels.length }, (_, row) => row);
  const images = imagesOf(new Uint8Array(rows.buffer), [labels.length, 2, 2, 1]);
  return { name: "numbered", images, labels: Uint8Array.from(labels), classNames: ["0", "1", "2"], license: "none" };
}

const rowsOf = ({ images }: Dataset) => Array.from(new Uint32Array(images.pixels.buffer));
const countOf = (dataset: Dataset, label: number) => dataset.labels.filter((other) => other === label).length;

describe("split", () => {
  // MNIST's training labels: how many of each digit 0 to 9.
  const mnistCounts = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949];
  const mnistLike = numbered(mnistCounts.flatMap((count, label) => new Array<number>(count).fill(label)));

  it("splits 60000 by 0.2 into 48000 and 12000, and every class within one row of its fifth", () => {
    const { training, validation } = split(mnistLike, { validation: 0.2, seed: 42 });
    expect([training.images.count, validation.images.count]).toEqual([48000, 12000]);
    expect([training.labels.length, validation.labels.length]).toEqual([48000, 12000]);
    for (const [label, count] of mnistCounts.entries()) {
      expect(Math.abs(countOf(validation, label) - count / 5)).toBeLessThan(1);
      expect(countOf(training, label) + countOf(validation, label)).toBe(count);
    }
  });

  it("puts every row on exactly one side, with its own label", () => {
    const { training, validation } = split(mnistLike, { seed: 1 });
    const rows = [...rowsOf(training), ...rowsOf(validation)];
    expect(rows.toSorted((a, b) => a - b)).toEqual(rowsOf(mnistLike));
    const labels = [...training.labels, ...validation.labels];
    expect(rows.every((row, at) => labels[at] === mnistLike.labels[row])).toBe(true);
  });

  it("gives the rows that the largest remainders ask for", () => {
    // Shares of 0.25: 1.75, 1.5 and 0.25 rows, 3.5 in all, rounded to 4: two of the three remainders get a row, the largest ones.
    const { validation } = split(numbered([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2]), { validation: 0.25, seed: 3 });
    expect([0, 1, 2].map((label) => countOf(validation, label))).toEqual([2, 2, 0]);
  });

  it("favors the lower class where remainders are equal", () => {
    const { validation } = split(numbered([0, 1, 0, 1, 2, 2]), { validation: 0.25, seed: 3 }); // 0.5 each, 1.5 rounded to 2
    expect([0, 1, 2].map((label) => countOf(validation, label))).toEqual([1, 1, 0]);
  });

  it("repeats itself for the same seed and not for another", () => {
    const labels = Array.from({ length: 30 }, (_, row) => row % 3);
    const once = split(numbered(labels), { seed: 5 });
    expect(rowsOf(split(numbered(labels), { seed: 5 }).training)).toEqual(rowsOf(once.training));
    expect(rowsOf(split(numbered(labels), { seed: 6 }).training)).not.toEqual(rowsOf(once.training));
    expect(rowsOf(once.validation)).toEqual([6, 9, 26, 2, 16, 10]); // pinned: another order would not repeat older runs
  });

  it("shuffles both sides", () => {
    const { training, validation } = split(mnistLike, { seed: 9 });
    for (const side of [training, validation]) {
      const half = side.labels.length / 2;
      const zerosFirst = side.labels.slice(0, half).filter((label) => label === 0).length;
      expect(Math.abs(zerosFirst / countOf(side, 0) - 0.5)).toBeLessThan(0.05);
    }
  });

  it("names the sides after the dataset and keeps what is known of it", () => {
    const { training, validation } = split(numbered([0, 1, 0, 1, 0]), { seed: 1 });
    expect([training.name, validation.name]).toEqual(["numbered (training)", "numbered (validation)"]);
    expect(validation.license).toBe("none");
    expect(validation.classNames).toEqual(["0", "1", "2"]);
  });

  it.each([0, 1, -0.1, 20, Number.NaN])("refuses the share %d", (validation) => {
    const sentence = `split: validation is a share between 0 and 1, got ${validation}; 0.2 sets a fifth aside`;
    expect(() => split(numbered([0, 1]), { validation, seed: 1 })).toThrow(new UsageError(sentence));
  });

  it("refuses a split with an empty side", () => {
    const refused = (labels: number[], validation: number, sentence: string) =>
      expect(() => split(numbered(labels), { validation, seed: 1 })).toThrow(new InputError(sentence));
    refused([0, 1], 0.2, "split: 0.2 of the 2 images of numbered leaves one side empty; pass more images or another share");
    refused([0, 1], 0.9, "split: 0.9 of the 2 images of numbered leaves one side empty; pass more images or another share");
    refused([], 0.5, "split: 0.5 of the 0 images of numbered leaves one side empty; pass more images or another share");
  });

  it("refuses labels that are not one an image", () => {
    const uneven = { ...numbered([0, 1, 2]), labels: Uint8Array.of(0, 1) };
    const sentence = "split: numbered has 3 images but 2 labels; pass one label an image";
    expect(() => split(uneven, { seed: 1 })).toThrow(new ShapeError(sentence));
  });
});
