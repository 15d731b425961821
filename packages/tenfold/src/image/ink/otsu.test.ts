import { describe, expect, it } from "vitest";
import { histogram, quantile } from "./histogram.js";
import { otsu } from "./otsu.js";

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
