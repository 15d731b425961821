import { describe, expect, it } from "vitest";
import { distanceTo, drawing, seven } from "../../test/drawings.js";
import { boxMeans } from "./box-means.js";
import { evenLight } from "./even-light.js";
import { histogram, quantile } from "./histogram.js";
import { otsu } from "./otsu.js";
import { sauvola } from "./sauvola.js";
import { shrink } from "./shrink.js";
import { thresholded } from "./thresholded.js";

const strokes = [seven(30, 30), seven(90, 40), seven(140, 25)].flat();
const size = { height: 120, width: 220 };
const isInk = (x: number, y: number) => distanceTo(strokes, x, y) < 2;
/** From full light to a third, and a hard shadow. */
const light = (x: number) => (x > 120 ? 0.6 : 1) * (1 - (0.5 * x) / 220);
const shaded = drawing(size, (x, y) => 240 * light(x) * (isInk(x, y) ? 0.35 : 1));

/** The share of pixels that are ink where there is none, or the other way round. */
function wrong({ pixels }: { pixels: Uint8Array }): number {
  const wanted = drawing(size, (x, y) => (isInk(x, y) ? 1 : 0)).pixels;
  return pixels.reduce((sum, ink, at) => sum + (ink === wanted[at] ? 0 : 1), 0) / pixels.length;
}

describe("Otsu's threshold", () => {
  it("parts two groups in the middle of the gap", () => {
    const counts = histogram(Uint8Array.of(10, 10, 12, 12, 200, 210, 210));
    expect(otsu(counts)).toBe((12 + 199) >> 1);
    expect([quantile(counts, 0), quantile(counts, 0.5), quantile(counts, 1)]).toEqual([10, 12, 210]);
    expect(quantile(counts, 0.5, { from: 100 })).toBe(210);
  });

  it("parts nothing where there is one shade", () => {
    expect(otsu(histogram(new Uint8Array(9).fill(7)))).toBe(0);
  });
});

describe("means of squares", () => {
  it("are those of plain sums, at edges too", () => {
    const gray = drawing({ height: 7, width: 5 }, (x, y) => (x * 37 + y * 91) % 256);
    for (const radius of [0, 1, 3, 9]) {
      const means = boxMeans(gray, radius);
      for (let row = 0; row < 7; row++) {
        for (let column = 0; column < 5; column++) {
          const near = [...gray.pixels].filter(
            (_, at) => Math.abs(Math.floor(at / 5) - row) <= radius && Math.abs((at % 5) - column) <= radius,
          );
          expect(means[row * 5 + column]).toBeCloseTo(near.reduce((sum, shade) => sum + shade, 0) / near.length, 3);
        }
      }
    }
  });

  it("make a picture smaller", () => {
    const gray = drawing({ height: 5, width: 4 }, (x, y) => Math.floor(x) * 10 + Math.floor(y) * 50);
    expect(shrink(gray, 2)).toEqual({ pixels: Uint8Array.of(30, 50, 130, 150), height: 2, width: 2 });
    expect(shrink(gray, 1)).toBe(gray);
    expect(shrink(gray, 99)).toMatchObject({ height: 1, width: 1 });
  });
});

describe("ink under uneven light", () => {
  it("is lost to one threshold for all, and found by Sauvola's", () => {
    const global = thresholded({ ...size, pixels: shaded.pixels.map((shade) => 255 - shade) }, 255 - otsu(histogram(shaded.pixels)));
    expect(wrong(global)).toBeGreaterThan(0.2);
    expect(wrong(sauvola(shaded, { radius: 15 }))).toBeLessThan(0.03); // the shadow's edge
  });

  it("is as strong everywhere once the paper's lightness is divided out", () => {
    const ink = evenLight(shaded, { window: 40 });
    expect(wrong(thresholded(ink, 100))).toBeLessThan(0.01);
    const paper = [...ink.pixels].filter((_, at) => !isInk((at % 220) + 0.5, Math.floor(at / 220) + 0.5));
    expect(paper.filter((shade) => shade > 60).length / paper.length).toBeLessThan(0.02);
  });

  it("is nothing on blank paper, black pictures and single pixels", () => {
    for (const shade of [255, 200, 0])
      expect(
        Math.max(
          ...sauvola(
            drawing(size, () => shade),
            { radius: 5 },
          ).pixels,
        ),
      ).toBe(shade === 0 ? 1 : 0);
    for (const shade of [255, 200]) expect(Math.max(...evenLight(drawing(size, () => shade)).pixels)).toBe(0);
    expect(evenLight(drawing({ height: 1, width: 1 }, () => 40)).pixels).toEqual(Uint8Array.of(0));
  });
});
