import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rng } from "../engine/rng.js";
import { InputError } from "../errors.js";
import { cleanPage } from "./clean-page.js";
import { findGrids } from "./find-grids.js";
import { grayscale } from "./grayscale.js";
import { gridDigits } from "./grid-digits.js";
import { type Picture, pictureOf } from "./picture.js";
import { pictureToDigit } from "./picture-to-digit.js";

/** Pictures of any shape, of noise, blots and stripes. */
const pictures: fc.Arbitrary<Picture> = fc
  .record({
    height: fc.integer({ min: 1, max: 90 }),
    width: fc.integer({ min: 1, max: 90 }),
    channels: fc.constantFrom(1, 2, 3, 4),
    kind: fc.constantFrom("noise", "two shades", "stripes", "blot"),
    seed: fc.integer({ min: 0, max: 2 ** 31 }),
  })
  .map(({ height, width, channels, kind, seed }) => {
    const random = rng(seed);
    const period = 1 + random.below(20);
    const shade = (at: number) => {
      if (kind === "noise") return random.below(256);
      if (kind === "two shades") return random.below(10) === 0 ? 0 : 255;
      if (kind === "stripes") return Math.floor(at / period) % 2 === 0 ? 30 : 220;
      return at % width > width / 3 && at > (height * width) / 3 ? 10 : 200;
    };
    const pixels = Uint8Array.from({ length: height * width * channels }, (_, at) => shade(Math.floor(at / channels)));
    return pictureOf({ pixels, height, width, channels } as Picture);
  });

describe("any picture", () => {
  it("becomes a digit in its form, or is refused with a sentence", () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        try {
          const { pixels, toSource } = pictureToDigit(picture, { strokes: [2.3, 3.2] });
          expect(pixels).toHaveLength(784);
          expect(toSource.every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("becomes a clean page whose parts lie on it", () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const { ink, components, toSource } = cleanPage(picture);
        expect(ink.pixels).toHaveLength(ink.height * ink.width);
        expect(toSource.every(Number.isFinite)).toBe(true);
        for (const { left, top, right, bottom } of components) {
          expect([left >= 0, top >= 0, right <= ink.width, bottom <= ink.height]).toEqual([true, true, true, true]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("has grids with all their crossings, or none", () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const gray = grayscale(picture);
        for (const grid of findGrids(gray)) {
          expect(grid.crossings).toHaveLength((grid.rows + 1) * (grid.columns + 1));
          expect(gridDigits(gray, grid)).toHaveLength(grid.rows * grid.columns);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("may be a single row or column", () => {
    for (const [height, width] of [
      [1, 20_000],
      [20_000, 1],
    ] as const) {
      // biome-ignore format: one line
      const picture = { pixels: Uint8Array.from({ length: 20_000 }, (_, at) => (at % 100 < 3 ? 0 : 255)), height, width, channels: 1 as const };
      expect(pictureToDigit(picture).pixels).toHaveLength(784);
      expect(findGrids(grayscale(picture))).toEqual([]);
      expect(cleanPage(picture).ink.pixels).toHaveLength(20_000);
    }
  });
});
