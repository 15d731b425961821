import { describe, expect, it } from "vitest";
import { drawing } from "../../../test/drawings.js";
import { isInk, shaded, size, wrong } from "../../../test/shaded-page.js";
import { evenLight } from "./even-light.js";
import { thresholded } from "./thresholded.js";

describe("evenLight", () => {
  it("leaves ink as strong everywhere once the paper's lightness is divided out", () => {
    const ink = evenLight(shaded, { window: 40 });
    expect(wrong(thresholded(ink, 100))).toBeLessThan(0.01);
    const paper = [...ink.pixels].filter((_, at) => !isInk((at % 220) + 0.5, Math.floor(at / 220) + 0.5));
    expect(paper.filter((shade) => shade > 60).length / paper.length).toBeLessThan(0.02);
  });

  it("finds nothing on blank paper and in single pixels", () => {
    for (const shade of [255, 200]) expect(Math.max(...evenLight(drawing(size, () => shade)).pixels)).toBe(0);
    expect(evenLight(drawing({ height: 1, width: 1 }, () => 40)).pixels).toEqual(Uint8Array.of(0));
  });

  it("takes the light quartile of small blocks for the paper", () => {
    /** Blocks of 4 x 4 pixels with so many of 240, the others of 120. */
    const darkest = (light: number) =>
      Math.max(
        ...evenLight(
          drawing({ height: 64, width: 64 }, (x, y) => (Math.floor(x % 4) + 4 * Math.floor(y % 4) < light ? 240 : 120)),
          { window: 32 },
        ).pixels,
      );
    expect(darkest(4)).toBe(128); // half as light as the paper
    expect(darkest(3)).toBe(0); // the paper is what is dark
  });

  it("finds nothing where even the paper is darker than 16", () => {
    const dim = (paper: number) =>
      Math.max(
        ...evenLight(
          drawing({ height: 64, width: 64 }, (x) => (Math.abs(x - 32) < 2 ? 4 : paper)),
          { window: 32 },
        ).pixels,
      );
    expect(dim(15)).toBe(0);
    expect(dim(17)).toBe(Math.floor(255.5 - (255 * 4) / 17));
  });
});
