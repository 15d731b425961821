import { describe, expect, it } from "vitest";
import { NONE, READING_CLASSES } from "../data/class-names.js";
import { type Dataset, imagesOf } from "../data/dataset.js";
import { splitByGroup } from "../data/split-by-group.js";
import { rng } from "../engine/rng.js";
import { renderStrokes } from "../image/digit/render-strokes.js";
import { longOne } from "./digits/regional/ones.js";
import { barredSeven } from "./digits/regional/sevens.js";
import { slashedZero } from "./digits/regional/zeros.js";
import { readingSet } from "./reading-set.js";

const digits = drawnDigits(60);

describe("readingSet", () => {
  const set = readingSet({ digits, seed: 3 });
  /** Signs stand at the end: three tenths as many as digits. */
  /** Of 60 digits: what is made after the pen strokes, signs and spoiled digits. */
  const after = 18 + 42;

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

  it("draws pen strokes: digits and signs as themselves, letters as none, and leaves out what looks like two of them", () => {
    const sample = (label: string, wide = 6) => ({ label, writer: "w", strokes: [[0, 0, wide / 2, 9, wide, 0]] });
    const added = (...samples: ReturnType<typeof sample>[]) => {
      const { labels, images } = readingSet({ digits, seed: 3, strokes: samples });
      return [...labels.subarray(images.count - after - samplesOf(samples), images.count - after)];
    };
    const samplesOf = (samples: readonly { label: string }[]) =>
      samples.reduce((sum, { label }) => sum + ({ 4: 12, A: 5, "=": 6, X: 6, "/": 6 }[label] ?? 0), 0);
    expect(added(...["4", "A", "O", "="].map((label) => sample(label)))).toEqual([
      ...[...Array(12).fill(4), ...Array(5).fill(NONE)],
      ...Array(6).fill(READING_CLASSES.indexOf("=")),
    ]);
    expect(added(sample("X"))).toEqual(Array(6).fill(READING_CLASSES.indexOf("x")));
    expect(added(sample("/"))).toEqual(Array(6).fill(READING_CLASSES.indexOf("/")));
    const alike = [sample("/", 5), sample("("), sample("|"), sample(","), sample(")", 2)].filter(({ label }) => label !== "(");
    expect(readingSet({ digits, seed: 3, strokes: alike }).images.count).toBe(set.images.count);
  });

  it("has pictures of every sign but the comma, which is a 1 by its picture alone, and none of them blank", () => {
    expect(set.classNames).toBe(READING_CLASSES);
    const many = readingSet({ digits: drawnDigits(1000), seed: 5 });
    const counts = READING_CLASSES.map((_, of) => many.labels.filter((label) => label === of).length);
    const missing = READING_CLASSES.filter((_, of) => counts[of] === 0);
    expect(missing).toEqual([","]);
    const [slash, dash] = ["/", "-"].map((sign) => counts[READING_CLASSES.indexOf(sign)] as number);
    expect(slash).toBeLessThan(0.5 * (dash as number));
    for (const [row, label] of many.labels.entries()) {
      if (label > NONE) expect(rowOf(many.images.pixels, row).some((ink) => ink > 60)).toBe(true);
    }
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
