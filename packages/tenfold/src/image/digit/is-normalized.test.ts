import { describe, expect, it } from "vitest";
import { filled } from "../../../test/drawings.js";
import { isNormalized } from "./is-normalized.js";

/** A bar of ink on 28 x 28 pixels. */
function bar(left: number, top: number, right: number, bottom: number, ink = 255) {
  const pixels = new Uint8Array(784);
  const { pixels: drawn, width } = filled([[left, top, right, bottom]], ink);
  for (let at = 0; at < drawn.length; at++) pixels[Math.floor(at / width) * 28 + (at % width)] = drawn[at] as number;
  return { pixels, height: 28, width: 28 };
}

describe("isNormalized", () => {
  it("wants strong ink, 16 to 21 pixels of 28, in the middle", () => {
    expect(isNormalized(bar(12, 4, 17, 24))).toBe(true);
    expect([159, 160].map((ink) => isNormalized(bar(12, 4, 17, 24, ink)))).toEqual([false, true]);
    const heights = [15, 16, 20, 22].map((height) => isNormalized(bar(12, 14 - Math.ceil(height / 2), 17, 14 + Math.floor(height / 2))));
    expect(heights).toEqual([false, true, true, false]);
    expect([10, 11, 12, 13, 14].map((left) => isNormalized(bar(left, 4, left + 5, 24)))).toEqual([false, true, true, true, false]);
    expect(isNormalized(bar(0, 0, 1, 1, 0))).toBe(false);
  });
});
