import { describe, expect, it } from "vitest";
import { blurColumns, gaussianBlur, gaussianKernel } from "./gaussian-blur.js";

describe("gaussianBlur", () => {
  it("weighs by e^(-d²/2σ²) up to four standard deviations", () => {
    const kernel = gaussianKernel(1);
    expect(kernel).toHaveLength(9);
    expect((kernel[5] as number) / (kernel[4] as number)).toBeCloseTo(Math.exp(-0.5), 12);
    expect(kernel.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 12);
    expect(Array.from(gaussianKernel(0))).toEqual([1]);
  });

  it("spreads a point into the kernel's outer product", () => {
    const size = { height: 9, width: 11 };
    const kernel = gaussianKernel(0.5); // -2 … 2
    const picture = new Float64Array(99);
    picture[4 * 11 + 5] = 1;
    gaussianBlur(picture, picture, size, kernel);
    expect(picture[4 * 11 + 5]).toBeCloseTo((kernel[2] as number) ** 2, 12);
    expect(picture[3 * 11 + 7]).toBeCloseTo((kernel[1] as number) * (kernel[4] as number), 12);
    expect(picture[4 * 11 + 8]).toBe(0);
  });

  it("goes on with the nearest pixel beyond the edges, or with nothing", () => {
    const flat = new Float64Array(6).fill(5);
    const size = { height: 2, width: 3 };
    const out = new Float64Array(6);
    gaussianBlur(flat, out, size, gaussianKernel(1));
    for (const pixel of out) expect(pixel).toBeCloseTo(5, 12);
    gaussianBlur(flat, out, size, gaussianKernel(1), "zero");
    for (const pixel of out) expect(pixel).toBeLessThan(5);
  });

  it("blurs down the columns alone", () => {
    const picture = Float64Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0);
    blurColumns(picture, picture, { height: 3, width: 3 }, gaussianKernel(0.5));
    expect(picture[1]).toBeGreaterThan(0);
    expect(picture[3]).toBe(0);
  });
});
