import { expect, it } from "vitest";
import type { Gray } from "../../image/basics/picture.js";
import { inkBox } from "../../image/digit/normalize-digit.js";
import { apply, scaledAndShifted } from "../../image/geometry/transform.js";
import { lineViews, MOST_VIEWS } from "./line-views.js";

/** A bar with a foot, 30 pixels high. */
const ink: Gray = {
  pixels: Uint8Array.from({ length: 40 * 60 }, (_, at) => {
    const [x, y] = [at % 60, Math.floor(at / 60)];
    return (x >= 28 && x < 32 && y >= 5 && y < 35) || (y >= 31 && y < 35 && x >= 28 && x < 44) ? 255 : 0;
  }),
  height: 40,
  width: 60,
};
const line = { ink, height: 30, toSource: scaledAndShifted(2, [100, 50]) };

it("keeps all ink on the view, whose places lead back to it", () => {
  const views = lineViews(line, MOST_VIEWS);
  expect(views).toHaveLength(9);
  for (const { ink: seen, height, toSource } of views) {
    const box = inkBox(seen, 128);
    expect(box && (box.bottom - box.top) / height).toBeCloseTo(1, 0);
    const rows = [...seen.pixels.keys()].filter((at) => (seen.pixels[at] as number) >= 128);
    const [top, foot] = [rows[0], rows.at(-1)].map((at = 0) =>
      apply(toSource, [(at % seen.width) + 0.5, Math.floor(at / seen.width) + 0.5]),
    );
    // The bar's upper end and the foot's right one, of the picture: 2 x (28 to 32) + 100, 2 x 5 + 50; 2 x 44 + 100, 2 x 35 + 50
    expect(top?.[0]).toBeGreaterThan(153);
    expect(top?.[0]).toBeLessThan(166);
    expect(Math.abs((top?.[1] ?? 0) - 61)).toBeLessThan(4);
    expect(Math.abs((foot?.[0] ?? 0) - 187)).toBeLessThan(5);
    expect(Math.abs((foot?.[1] ?? 0) - 119)).toBeLessThan(4);
  }
});

it("makes no view where none is wanted", () => {
  expect(lineViews(line, 0)).toEqual([]);
});
