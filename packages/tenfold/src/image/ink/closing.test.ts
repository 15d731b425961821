import { expect, it } from "vitest";
import { drawing, sketch } from "../../../test/drawings.js";
import type { Gray } from "../basics/picture.js";
import { closing, narrowInk } from "./closing.js";

/** What a closing is by its definition. */
function plain(gray: Gray, radius: number): Gray {
  const extreme = (from: Gray, pick: (...shades: number[]) => number): Gray =>
    drawing(from, (x, y) => {
      const near: number[] = [];
      for (let row = Math.floor(y) - radius; row <= y + radius; row++) {
        for (let column = Math.floor(x) - radius; column <= x + radius; column++) {
          if (row >= 0 && column >= 0 && row < from.height && column < from.width)
            near.push(from.pixels[row * from.width + column] as number);
        }
      }
      return pick(...near);
    });
  return extreme(extreme(gray, Math.max), Math.min);
}

it("is the darkest of the lightest around, in pictures of any size", () => {
  for (const [height, width] of [
    [1, 1],
    [5, 17],
    [23, 8],
  ] as const) {
    const grain = drawing({ height, width }, (x, y) => (Math.floor(x) * 37 + Math.floor(y) * 101 + Math.floor(x * y) * 13) % 256);
    for (const radius of [1, 3, 6]) expect(closing(grain, radius)).toEqual(plain(grain, radius));
  }
});

it("paints over a line, and leaves a shadow and its edge", () => {
  const shaded = drawing({ height: 12, width: 40 }, (x) => (x > 20 ? 90 : 200));
  expect(closing(shaded, 3)).toEqual(shaded);
  const lined = drawing(shaded, (x, y) => (y > 5 && y < 7 ? 30 : x > 20 ? 90 : 200));
  expect(closing(lined, 3)).toEqual(shaded);
});

it("takes a line in the shadow for as much ink as one in the light", () => {
  const lined = drawing({ height: 12, width: 40 }, (x, y) => (y > 5 && y < 6 ? 0.5 : 1) * (x > 20 ? 90 : 180));
  const { pixels } = narrowInk(lined, 2);
  expect([...new Set(pixels)].sort((one, other) => one - other)).toEqual([0, 127]);
  expect(narrowInk(sketch(".", 1), 2).pixels).toEqual(Uint8Array.of(0)); // black all over
});
