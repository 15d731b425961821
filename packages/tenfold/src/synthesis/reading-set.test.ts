import { describe, expect, it } from "vitest";
import { type Dataset, imagesOf } from "../data/dataset.js";
import { splitByGroup } from "../data/split-by-group.js";
import { rng } from "../engine/rng.js";
import { renderStrokes } from "../image/render-strokes.js";
import { NONE, READING_CLASSES, readingSet } from "./reading-set.js";
import { barredSeven, longOne, slashedZero } from "./regional-digits.js";

const digits = drawnDigits(60);

describe("readingSet", () => {
  const set = readingSet({ digits, seed: 3 });

  it("has every digit as it was, and once more in another way", () => {
    expect(set.images.pixels.subarray(0, digits.images.pixels.length)).toEqual(digits.images.pixels);
    const twins = set.images.pixels.subarray(digits.images.pixels.length, 2 * digits.images.pixels.length);
    expect(Array.from({ length: 60 }, (_, row) => isSame(rowOf(twins, row), rowOf(digits.images.pixels, row))).filter(Boolean)).toEqual([]);
    expect([...set.labels.subarray(60, 120)]).toEqual([...digits.labels]);
  });

  it("has about as much that is no digit, none of it blank", () => {
    const none = [...set.labels.keys()].filter((row) => set.labels[row] === NONE);
    expect(none.length).toBeGreaterThan(60);
    expect(none.length).toBeLessThan(set.images.count / 2);
    expect(none.filter((row) => rowOf(set.images.pixels, row).every((ink) => ink === 0))).toEqual([]);
  });

  it("is the same for the same seed, and another for another", () => {
    expect(readingSet({ digits, seed: 3 })).toEqual(expect.objectContaining({ labels: set.labels, writers: set.writers }));
    expect(isSame(readingSet({ digits, seed: 3 }).images.pixels, set.images.pixels)).toBe(true);
    expect(isSame(readingSet({ digits, seed: 4 }).images.pixels, set.images.pixels)).toBe(false);
  });

  it("keeps what was made of one digit on one side", () => {
    const many = readingSet({ digits: drawnDigits(640) });
    const { training, validation } = splitByGroup(many, many.writers as Uint32Array, { validation: 0.2, seed: 1 });
    const groups = new Set(training.writers);
    expect([...(validation.writers as Uint32Array)].filter((group) => groups.has(group))).toEqual([]);
  });

  it("draws pen strokes: digits as themselves, letters as none, and leaves out what looks like both", () => {
    const sample = (label: string) => ({ label, writer: "w", strokes: [[0, 0, 3, 9, 6, 0]] });
    const with3 = readingSet({ digits, seed: 3, strokes: ["4", "A", "O"].map(sample) });
    const added = [...with3.labels.subarray(set.images.count)];
    expect(added).toEqual([...Array(12).fill(4), ...Array(5).fill(NONE)]);
    expect(with3.classNames).toBe(READING_CLASSES);
  });

  it("refuses other pictures", () => {
    expect(() => readingSet({ digits: { ...digits, images: imagesOf(new Uint8Array(16), [1, 4, 4, 1]) } })).toThrow(
      /4 x 4 x 1 of 10 classes/,
    );
  });
});

describe("digits as some regions write them", () => {
  it("a seven has its bar across its stem, a one its upstroke left of the top, a zero its slash across the ring", () => {
    const random = rng(5);
    for (let tries = 0; tries < 50; tries++) {
      const [, bar = []] = barredSeven(random);
      expect(bar[2]).toBeGreaterThan(bar[0] as number);
      const [one = []] = longOne(random);
      expect(one[0]).toBeLessThan(one[4] as number);
      expect(one[5]).toBe(0);
      const [ring = [], slash = []] = slashedZero(random);
      expect(ring.slice(0, 2)).toEqual(ring.slice(48, 50));
      expect(Math.abs((slash[3] as number) - (slash[1] as number))).toBeGreaterThan(0.4);
    }
  });
});

/** Lines and rings, in ten classes. */
function drawnDigits(count: number): Dataset {
  const random = rng(1);
  const pixels = new Uint8Array(count * 784);
  for (let row = 0; row < count; row++) {
    const points = Array.from({ length: 6 + (row % 10) }, () => random.uniform());
    pixels.set(renderStrokes([points.slice(0, points.length & ~1)]).pixels, row * 784);
  }
  const classNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
  return {
    name: "drawn",
    images: imagesOf(pixels, [count, 28, 28, 1]),
    labels: Uint8Array.from({ length: count }, (_, row) => row % 10),
    classNames,
  };
}

function rowOf(pixels: Uint8Array, row: number): Uint8Array {
  return pixels.subarray(row * 784, (row + 1) * 784);
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
