import { describe, expect, it } from "vitest";
import { filled, type Sides } from "../../../test/drawings.js";
import { size, written } from "../../../test/written-page.js";
import { rectify } from "../basics/rectify.js";
import { connectedComponents } from "../ink/connected-components.js";
import { thresholded } from "../ink/thresholded.js";
import { skewDegrees, turnedBack } from "./deskew.js";

describe("skew", () => {
  it.each([-11.3, -3, -0.4, 0, 1.2, 6.7, 9])("of %f degrees is found, and turned back", (degrees) => {
    const turned = rectify(written, turnedBack(-degrees, size), size);
    const found = skewDegrees(connectedComponents(thresholded(turned, 128)), size);
    expect(Math.abs(found - degrees)).toBeLessThan(0.35);
    const back = rectify(turned, turnedBack(degrees, size), size);
    const off = back.pixels.filter((ink, at) => Math.abs(ink - (written.pixels[at] as number)) > 200).length;
    expect(off).toBeLessThan(100);
  });

  it("is none without marks", () => {
    expect(skewDegrees([], size)).toBe(0);
    expect(skewDegrees(connectedComponents({ pixels: new Uint8Array(4).fill(1), height: 2, width: 2 }), size)).toBe(0);
  });

  it("goes by what has eight pixels, and by no specks", () => {
    const along = (width: number) =>
      skewDegrees(connectedComponents(filled([0, 100, 200, 300, 400, 500].map((x): Sides => [x, 50 + x / 10, x + width, 51 + x / 10]))), {
        height: 200,
        width: 600,
      });
    expect(Math.abs(along(8) - 5.71)).toBeLessThan(0.1);
    expect(along(7)).toBe(0);
  });

  it("is the smaller of two that are about as likely", () => {
    // The first mark lies on a line with the second, which rises by 2 degrees, and with the third, by 12; the latter is sharper by four in ten thousand.
    const marks = [
      [24, 60],
      [316, 70],
      [410, 142],
    ] as const;
    const components = connectedComponents(filled(marks.map(([x, y]): Sides => [x - 1, y - 4, x + 1, y])));
    expect(Math.abs(skewDegrees(components, { height: 200, width: 600 }) - 2)).toBeLessThan(0.1);
  });
});
