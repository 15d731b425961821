import { describe, expect, it } from "vitest";
import { drawing, type Sides } from "../../../test/drawings.js";
import { camera, photo, size, written } from "../../../test/written-page.js";
import { apply, inverse } from "../geometry/transform.js";
import { pageEdges } from "./page-edges.js";

describe("page edges", () => {
  it("are found on a table", () => {
    const corners = pageEdges(photo);
    const wanted = (
      [
        [0, 0],
        [600, 0],
        [600, 400],
        [0, 400],
      ] as const
    ).map((corner) => apply(inverse(camera), corner));
    for (const [at, [x, y]] of wanted.entries()) {
      const [u, v] = corners?.[at] ?? [0, 0];
      expect(Math.hypot(x - u, y - v)).toBeLessThan(8);
    }
  });

  it("are none where the page fills the picture, or nothing is there", () => {
    expect(pageEdges({ ...size, pixels: written.pixels.map((ink) => 255 - ink) })).toBeUndefined();
    expect(pageEdges(drawing(size, () => 90))).toBeUndefined();
    expect(pageEdges(drawing({ height: 1, width: 1 }, () => 0))).toBeUndefined();
  });

  /** A light sheet from one corner to another on a dark table of 500 x 400 pixels, parts of it dark. */
  const cornersOn = (sheet: Sides, ...dark: readonly Sides[]) =>
    pageEdges(drawing({ height: 400, width: 500 }, (x, y) => (isIn(sheet, x, y) && !dark.some((part) => isIn(part, x, y)) ? 230 : 60)));
  const isIn = ([left, top, right, bottom]: Sides, x: number, y: number) => x > left && x < right && y > top && y < bottom;

  it("are those of a sheet of a fifth of the picture at least", () => {
    expect(cornersOn([100, 100, 302, 300])).toEqual([
      [100, 100],
      [302, 100],
      [302, 300],
      [100, 300],
    ]);
    expect(cornersOn([100, 100, 298, 300])).toBeUndefined();
  });

  it("are none of a sheet that goes on beyond the picture", () => {
    expect(cornersOn([0, 50, 300, 350])).toBeUndefined();
    expect(cornersOn([200, 50, 500, 350])).toBeUndefined();
    expect(cornersOn([6, 50, 300, 350])).toBeDefined();
  });

  it("are none where the light fills less than nine tenths of its quadrilateral", () => {
    expect(cornersOn([100, 50, 400, 350], [150, 50, 250, 122])).toBeDefined(); // 8 % missing
    expect(cornersOn([100, 50, 400, 350], [150, 50, 250, 158])).toBeUndefined(); // 12 %
  });
});
