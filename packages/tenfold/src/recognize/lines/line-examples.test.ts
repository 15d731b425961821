import { expect, it } from "vitest";
import { rng } from "../../engine/rng.js";
import { renderStrokes } from "../../image/digit/render-strokes.js";
import { longOne } from "../../synthesis/digits/regional/ones.js";
import { writtenString } from "../../synthesis/strings/written-string.js";
import { lineExamples } from "./line-examples.js";

it("makes strips of written strings, ink in each, none of them cut off", () => {
  const random = rng(3);
  const ones = () => renderStrokes(longOne(random), { pen: 2.6 }).pixels;
  const { images, texts } = lineExamples(() => writtenString(random, ones), 40);
  expect([images.count, images.height, images.width]).toEqual([40, 28, 168]);
  for (const [row, text] of texts.entries()) {
    expect(text.length).toBeGreaterThan(0);
    const strip = images.pixels.subarray(row * 28 * 168, (row + 1) * 28 * 168);
    expect(strip.some((ink) => ink > 200)).toBe(true);
    for (let y = 0; y < 28; y++) {
      expect(strip.subarray(y * 168, y * 168 + 8).every((ink) => ink < 64)).toBe(true);
      expect(strip.subarray((y + 1) * 168 - 8, (y + 1) * 168).every((ink) => ink < 64)).toBe(true);
    }
  }
});
