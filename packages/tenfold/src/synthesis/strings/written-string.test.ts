import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SIGNS } from "../../data/class-names.js";
import { type Dataset, imagesOf } from "../../data/dataset.js";
import type { StrokeSample } from "../../data/stroke-samples.js";
import { type Rng, rng } from "../../engine/rng.js";
import { renderStrokes } from "../../image/digit/render-strokes.js";
import { boltFour } from "../digits/regional/fours.js";
import { curledNine } from "../digits/regional/nines.js";
import { longOne } from "../digits/regional/ones.js";
import { barredSeven, wavedSeven } from "../digits/regional/sevens.js";
import { loopedTwo } from "../digits/regional/twos.js";
import { slashedZero } from "../digits/regional/zeros.js";
import { stringWriters } from "./string-writers.js";
import { type WrittenString, writtenString } from "./written-string.js";

/** What networks read. */
const READ = [..."0123456789", ...SIGNS];

/** Ten digits, each a form of its own. */
const digits = drawnDigits();

function someStrings(count: number, seed: number, strokes?: readonly StrokeSample[]): WrittenString[] {
  const [random, writers] = [rng(seed), stringWriters({ digits, strokes })];
  return Array.from({ length: count }, () => writtenString(random, writers(random)));
}

describe("writtenString", () => {
  const strings = someStrings(200, 1);

  it("says what it wrote: a box for each digit, from left to right, within the picture", () => {
    for (const { text, boxes, picture } of strings) {
      expect(text).toMatch(/^\d{1,9}$/);
      expect(boxes).toHaveLength(text.length);
      for (const [at, { left, top, right, bottom }] of boxes.entries()) {
        expect(left).toBeGreaterThanOrEqual(boxes[at - 1]?.left ?? 0);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(picture.width);
        expect(bottom).toBeLessThanOrEqual(picture.height);
      }
    }
  });

  it("says what is drawn: every digit and sign in the order in which they stand, its text the digits of it", () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31), (seed) => {
        for (const { written, text, marks } of someStrings(4, seed)) {
          const seen = marks
            .toSorted((one, other) => one.left + one.ink.width / 2 - other.left - other.ink.width / 2)
            .map((mark) => mark.text)
            .filter((character) => READ.includes(character));
          expect(written).toBe(seen.join(""));
          expect(text).toBe(written.replaceAll(/\D/g, ""));
          expect(marks.every(({ ink }) => ink.pixels.some((shade) => shade > 200))).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("leaves letters and flourishes out of what it says", () => {
    const marks = new Set(strings.flatMap(({ marks }) => marks.map(({ text }) => text)));
    expect([...marks].some((text) => !READ.includes(text))).toBe(true);
    expect(strings.some(({ written }) => /[^0-9.,=/()$x+#*-]/.test(written))).toBe(false);
  });

  it("writes dark on light, as pale as a pencil at times", () => {
    for (const { picture, boxes } of strings) {
      const shades = [...picture.pixels].sort((one, other) => one - other);
      const darkest = Math.min(
        ...boxes.map(({ left, right, top, bottom }) => {
          const inside: number[] = [];
          for (let y = top; y < bottom; y++) inside.push(...picture.pixels.subarray(y * picture.width + left, y * picture.width + right));
          return Math.min(...inside);
        }),
      );
      expect(darkest).toBeLessThan(0.9 * (shades[shades.length >> 1] as number));
    }
  });

  it("is the same for the same seed, and another for another", () => {
    expect(someStrings(3, 1)).toEqual(strings.slice(0, 3));
    expect(someStrings(3, 2).map(({ text }) => text)).not.toEqual(strings.slice(0, 3).map(({ text }) => text));
  });

  it("lets pens write as well, each with its own digits", () => {
    const strokes: StrokeSample[] = [..."0123456789x"].map((label) => ({ label, writer: "a", strokes: [[0, 0, 10, 40, 20, 0]] }));
    const random = rng(4);
    const writers = stringWriters({ digits, strokes });
    const byPen = Array.from({ length: 60 }, () => writers(random)(3)).filter((pixels) =>
      isUnlike(pixels, digits.images.pixels.subarray(3 * 784, 4 * 784)),
    );
    expect(byPen.length).toBeGreaterThan(8); // a third of the strings is a pen's
    expect(byPen.length).toBeLessThan(40);
  });

  it("has writers with rare forms as habits, as open sixes, where they are asked for alone", () => {
    const six = digits.images.pixels.subarray(6 * 784, 7 * 784);
    const drawnSixes = (rare: boolean) => {
      const [random, writers] = [rng(5), stringWriters({ digits, rare })];
      return Array.from({ length: 200 }, () => writers(random)(6)).filter((pixels) => isUnlike(pixels, six)).length;
    };
    expect(drawnSixes(false)).toBe(0); // no region has a six of its own
    expect(drawnSixes(true)).toBeGreaterThan(4);
    expect(drawnSixes(true)).toBeLessThan(40);
  });
});

function isUnlike(one: Uint8Array, other: Uint8Array): boolean {
  return one.some((ink, at) => ink !== other[at]);
}

function drawnDigits(): Dataset {
  const random = rng(9);
  const line = (random: Rng) => [[random.uniform(), 0, random.uniform(), 1, random.uniform(), 0.5]];
  const forms = [slashedZero, longOne, loopedTwo, line, boltFour, line, line, barredSeven, wavedSeven, curledNine];
  const pixels = new Uint8Array(10 * 784);
  for (const [label, form] of forms.entries()) pixels.set(renderStrokes(form(random)).pixels, label * 784);
  return { name: "drawn", images: imagesOf(pixels, [10, 28, 28, 1]), labels: Uint8Array.from(forms.keys()), classNames: [..."0123456789"] };
}
