import { expect, it } from "vitest";
import { drawing } from "../../../test/drawings.js";
import { shrink } from "./shrink.js";

it("makes a picture smaller by a whole factor, each pixel the mean of what it covers", () => {
  const gray = drawing({ height: 5, width: 4 }, (x, y) => Math.floor(x) * 10 + Math.floor(y) * 50);
  expect(shrink(gray, 2)).toEqual({ pixels: Uint8Array.of(30, 50, 130, 150), height: 2, width: 2 });
  expect(shrink(gray, 1)).toBe(gray);
  expect(shrink(gray, 99)).toMatchObject({ height: 1, width: 1 });
});
