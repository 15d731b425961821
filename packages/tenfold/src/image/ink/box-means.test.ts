import { describe, expect, it } from "vitest";
import { drawing } from "../../../test/drawings.js";
import { boxMeans } from "./box-means.js";

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
});
