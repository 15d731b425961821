import { describe, expect, it } from "vitest";
import { ShapeError } from "../errors.js";
import { imagesOf } from "./dataset.js";
import { likeMnist } from "./like-mnist.js";

/** Sum of ink, and its center by row and column. */
function mass(pixels: Uint8Array): { ink: number; down: number; across: number } {
  const ink = pixels.reduce((sum, value) => sum + value, 0);
  const mean = (place: (at: number) => number) => pixels.reduce((sum, value, at) => sum + value * place(at), 0) / ink;
  return { ink, down: mean((at) => Math.floor(at / 28)), across: mean((at) => at % 28) };
}

describe("likeMnist", () => {
  it("brings the center of the ink to pixel (14, 14), counted from 0, within half a pixel", () => {
    const stroke = new Uint8Array(256);
    for (let row = 0; row < 16; row++) stroke.fill(200, row * 16 + 6, row * 16 + 8);
    const { ink, down, across } = mass(likeMnist(imagesOf(stroke, [1, 16, 16, 1])).pixels);
    expect(Math.abs(down - 14)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(across - 14)).toBeLessThanOrEqual(0.5);
    expect(ink / (200 * 32)).toBeCloseTo((20 / 16) ** 2, 1); // as much larger as the picture is
  });

  it("keeps a full picture full, and an empty one empty", () => {
    const both = new Uint8Array(512).fill(255, 256);
    const { pixels } = likeMnist(imagesOf(both, [2, 16, 16, 1]));
    expect(pixels.subarray(0, 784).every((value) => value === 0)).toBe(true);
    const full = pixels.subarray(784);
    expect([full.filter((value) => value === 255).length, full.filter((value) => value > 0).length]).toEqual([400, 400]);
  });

  it("refuses what does not fit into the box", () => {
    expect(() => likeMnist(imagesOf(new Uint8Array(784), [1, 28, 28, 1]))).toThrow(
      new ShapeError("likeMnist takes [count, side, side, 1] with sides up to 20, got [1, 28, 28, 1]"),
    );
  });
});
