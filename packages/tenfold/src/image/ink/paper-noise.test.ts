import { expect, it } from "vitest";
import { rng } from "../../engine/rng.js";
import { paperNoise } from "./paper-noise.js";

/** Paper whose shades are spread evenly from 0 to `most`. */
const grain = (most: number) => {
  const random = rng(1);
  return { pixels: Uint8Array.from({ length: 10_000 }, () => random.below(most + 1)), height: 100, width: 100 };
};

it("is 8 on even paper, 28 at most, and between them four deviations above the usual shade", () => {
  expect(paperNoise(grain(0))).toBe(8);
  expect(paperNoise(grain(60))).toBe(28);
  // Of 0 to 10 the middle is 5, and 0.8 of them are 8 or less: 5 + 4 * 3 / 0.84
  expect(paperNoise(grain(10))).toBeCloseTo(5 + (4 * 3) / 0.84, 9);
});
