import { expect, it } from "vitest";
import type { Transform } from "../../image/geometry/transform.js";
import { distortion } from "./distortion.js";

/** A form whose corners are 100 mm from its middle. */
const form = { center: [0, 0] as const, reach: 100 };

it("is 1 for a page that is turned, scaled and shifted, and how many times higher or wider it seems otherwise", () => {
  expect(distortion([0, -3, 7, 3, 0, 1, 0, 0, 1], form)).toBeCloseTo(1, 12);
  expect(distortion([2, 0, 0, 0, 6, 0, 0, 0, 1], form)).toBeCloseTo(3, 12);
  expect(distortion([3, 3, 0, -1, 1, 0, 0, 0, 1], form)).toBeCloseTo(3, 12); // the same, turned by 45 degrees before
});

it("is how many times larger one part of the page seems than another, 0.6 of the way to its corners, where that is more", () => {
  const away: Transform = [1, 0, 0, 0, 1, 0, 0.005, 0, 1];
  expect(distortion(away, form)).toBeCloseTo((1.3 / 0.7) ** 1.5, 1); // areas grow by 1 / w^3
});

it("is endless for a page in a mirror", () => {
  expect(distortion([-1, 0, 0, 0, 1, 0, 0, 0, 1], form)).toBe(Number.POSITIVE_INFINITY);
});
