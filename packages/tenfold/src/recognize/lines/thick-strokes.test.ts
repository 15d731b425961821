import { describe, expect, it } from "vitest";
import type { Gray } from "../../image/basics/picture.js";
import { thickStrokes, thinPen } from "./thick-strokes.js";

/** An upright stroke so many pixels wide in the middle of 60 x 40 pixels. */
function stroke(width: number): Gray {
  const from = 20 - (width >> 1);
  return {
    pixels: Uint8Array.from({ length: 2400 }, (_, at) => (at % 40 >= from && at % 40 < from + width ? 255 : 0)),
    height: 60,
    width: 40,
  };
}

const widthOf = ({ pixels, width }: Gray, row: number) =>
  pixels.subarray(row * width, (row + 1) * width).reduce((sum, ink) => sum + ink / 255, 0);

describe("thin strokes", () => {
  it("are those below 0.07 of a digit's height", () => {
    expect([1, 2, 4].map((width) => thinPen(stroke(width), 50) !== undefined)).toEqual([true, true, false]);
    expect(thinPen(stroke(1), 14)).toBeUndefined();
    expect(thinPen({ pixels: new Uint8Array(100), height: 10, width: 10 }, 10)).toBeUndefined();
  });

  it("become 0.11 of it wide, also where the line is made smaller", () => {
    expect(widthOf(thickStrokes(stroke(1), { height: 50, pen: 1, factor: 1 }), 30)).toBeCloseTo(5.5, 1);
    const half = thickStrokes(stroke(1), { height: 120, pen: 1, factor: 3 });
    expect([half.height, half.width]).toEqual([20, 14]);
    expect(widthOf(half, 10)).toBeCloseTo(4.4, 1); // of 40, as 13.2 of 120
  });
});
