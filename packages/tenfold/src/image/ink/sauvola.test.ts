import { describe, expect, it } from "vitest";
import { drawing } from "../../../test/drawings.js";
import { shaded, size, wrong } from "../../../test/shaded-page.js";
import { histogram } from "./histogram.js";
import { otsu } from "./otsu.js";
import { sauvola } from "./sauvola.js";
import { thresholded } from "./thresholded.js";

describe("sauvola", () => {
  it("finds ink under uneven light, which one threshold for all loses", () => {
    const global = thresholded({ ...size, pixels: shaded.pixels.map((shade) => 255 - shade) }, 255 - otsu(histogram(shaded.pixels)));
    expect(wrong(global)).toBeGreaterThan(0.2);
    expect(wrong(sauvola(shaded, { radius: 15 }))).toBeLessThan(0.03); // the shadow's edge
  });

  it.each([255, 200, 0])("finds nothing on paper of one shade, unless it is black: %d", (shade) => {
    const plain = drawing(size, () => shade);
    expect(Math.max(...sauvola(plain, { radius: 5 }).pixels)).toBe(shade === 0 ? 1 : 0);
  });

  it("compares with the mean, less a fifth of it where the surroundings are even", () => {
    /** Of nine pixels of 200 one of another shade. */
    const isInk = (shade: number) =>
      sauvola({ pixels: new Uint8Array(9).fill(200).fill(shade, 4, 5), height: 3, width: 3 }, { radius: 3 }).pixels[4] === 1;
    // 160: the mean is 195.6 and the deviation 12.6, which make 195.6 * (1 + 0.2 * (12.6 / 128 - 1)) = 160.3.
    expect(isInk(160)).toBe(true);
    // 161: 195.7 and 12.3, which make 160.3 as well.
    expect(isInk(161)).toBe(false);
  });
});
