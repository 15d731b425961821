import { describe, expect, it } from "vitest";
import { filled } from "../../../test/drawings.js";
import { centerOfMass, drawn } from "../../../test/drawn-seven.js";
import { UsageError } from "../../errors.js";
import type { Gray } from "../basics/picture.js";
import { apply } from "../geometry/transform.js";
import { inkBox, normalizeDigit } from "./normalize-digit.js";

describe("normalizeDigit", () => {
  it("fills a box of 20 of 28 pixels, its center of mass in the middle, its strongest ink 255", () => {
    const digit = normalizeDigit(drawn(3));
    const box = inkBox(digit, 100);
    expect(box && box.bottom - box.top).toBe(20);
    expect(box && Math.abs(box.right - box.left - 20 * (42 / 66))).toBeLessThan(1.6);
    const [x, y] = centerOfMass(digit);
    expect([Math.abs(x - 14.5), Math.abs(y - 14.5)].every((off) => off <= 0.5)).toBe(true);
    expect(Math.max(...digit.pixels)).toBe(255);
  });

  it("tells the way back to the page", () => {
    const digit = normalizeDigit(drawn(3));
    const [x, y] = centerOfMass(digit);
    const [u, v] = centerOfMass(drawn(3));
    const [backX, backY] = apply(digit.toSource, [x, y]);
    expect(Math.hypot(backX - u, backY - v)).toBeLessThan(1.5);
  });

  it("thickens thin strokes and thins thick ones, when told", () => {
    const ink = (digit: Gray) => digit.pixels.reduce((sum, shade) => sum + shade, 0) / 255;
    const [thin, thick] = [drawn(0.8), drawn(10, 60, { height: 200, width: 200 })];
    const strokes = [2.3, 3.2] as const;
    expect(ink(normalizeDigit(thin))).toBeLessThan(30);
    for (const picture of [thin, thick]) {
      const length = 20 * 0.6 + 20 * Math.hypot(0.4, 1) - 6;
      expect(ink(normalizeDigit(picture, { strokes })) / length).toBeGreaterThan(2);
      expect(ink(normalizeDigit(picture, { strokes })) / length).toBeLessThan(4);
    }
    expect(inkBox(normalizeDigit(thin, { strokes }), 100)).toMatchObject({ bottom: expect.any(Number) });
  });

  it("makes strokes that are a little thin as thick as told, and lets be what is between", () => {
    /** How wide an upright stroke comes out that has so many pixels at a height of 200. */
    const width = (pixels: number) => {
      const digit = normalizeDigit(filled([[20, 20, 20 + pixels, 220]], 255), { strokes: [2.3, 3.2] });
      return digit.pixels.subarray(14 * 28, 15 * 28).reduce((sum, ink) => sum + ink, 0) / 255;
    };
    expect(Math.abs(width(18) - 2.3)).toBeLessThan(0.35);
    expect(width(27)).toBeCloseTo(3, 0);
    expect(Math.abs(width(27) - width(18))).toBeGreaterThan(0.3);
    expect(Math.abs(width(40) - 3.2)).toBeLessThan(0.45);
  });

  it("enlarges a small picture, and fits other sizes", () => {
    const small = drawn(3, 14, { height: 80, width: 60 });
    expect(inkBox(normalizeDigit(small), 100)).toMatchObject({});
    const large = normalizeDigit(drawn(3), { height: 56, width: 70 });
    const box = inkBox(large, 100);
    expect([large.pixels.length, box && box.bottom - box.top]).toEqual([56 * 70, 40]);
  });

  it("gives blank paper for blank paper, and a dot for a pixel", () => {
    expect(normalizeDigit({ pixels: new Uint8Array(100), height: 10, width: 10 }).pixels).toEqual(new Uint8Array(784));
    const dot = normalizeDigit({ pixels: Uint8Array.of(255), height: 1, width: 1 }, { strokes: [2.3, 3.2] });
    expect(Math.max(...dot.pixels)).toBe(255);
  });

  it("refuses impossible strokes", () => {
    expect(() => normalizeDigit(drawn(3), { strokes: [3, 2] })).toThrow(
      new UsageError("normalizeDigit: strokes are [least, most] in pixels, above 0 and below 10, not [3, 2]"),
    );
  });
});
