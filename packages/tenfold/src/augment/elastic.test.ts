import { describe, expect, it } from "vitest";
import { displacement } from "../engine/reference/pick.js";
import { rng } from "../engine/rng.js";
import { UsageError } from "../errors.js";
import { affine } from "./affine.js";
import { elastic } from "./elastic.js";

const size = { height: 28, width: 28, channels: 1 };

/** Displacements down along four rows of many images, `[4, 28]`. */
function fields(options: Parameters<typeof elastic>[0], images: number): Float64Array[] {
  const random = rng(4);
  const { field } = elastic(options);
  const [rows, columns] = field!.knots(28, 28);
  return Array.from({ length: images }, () => {
    const knots = new Float32Array(2 * rows * columns);
    field!.draw(random, knots);
    const at = displacement(knots, rows, columns, size);
    return Float64Array.from({ length: 112 }, (_, pixel) => at(0, 3 + 7 * Math.floor(pixel / 28), pixel % 28)[0]);
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("elastic", () => {
  it("moves pixels by its strength", () => {
    const moved = fields({ strength: 1.5, smoothness: 4 }, 100).flatMap((field) => Array.from(field));
    expect(Math.sqrt(mean(moved.map((value) => value * value)))).toBeCloseTo(1.5, 1);
    expect(Math.abs(mean(moved))).toBeLessThan(0.15);
  });

  it("draws knots evenly up to √3 · 315 / 151 times its strength: a cubic B-spline leaves 151 / 315 of their variance a direction", () => {
    const knots = new Float32Array(20_000);
    elastic({ strength: 2 }).field?.draw(rng(1), knots);
    const most = Math.max(...knots);
    expect(most).toBeLessThanOrEqual((2 * Math.sqrt(3) * 315) / 151);
    expect(most).toBeGreaterThan(0.999 * ((2 * Math.sqrt(3) * 315) / 151));
  });

  it("moves neighbors together, as far around as its smoothness says", () => {
    // The correlation of two places d apart, after a Gaussian of standard deviation s: exp(-d² / 4s²).
    for (const smoothness of [2, 4]) {
      const drawn = fields({ smoothness }, 100);
      const along = (distance: number) =>
        mean(
          drawn.flatMap((field) =>
            Array.from({ length: 100 }, (_, at) => Math.floor(at / 25) * 28 + (at % 25)).map((at) => field[at]! * field[at + distance]!),
          ),
        );
      expect(along(3) / along(0)).toBeCloseTo(Math.exp(-9 / (4 * smoothness ** 2)), 1);
    }
  });

  it("draws the affine map that affine draws", () => {
    const options = { rotateDegrees: 10, shift: 0.1, zoom: 0.1 };
    const [one, other] = [new Float32Array(6), new Float32Array(6)];
    elastic(options).draw(rng(3), 28, 28, one);
    affine(options).draw(rng(3), 28, 28, other);
    expect(one).toEqual(other);
    expect(elastic(options).config).toEqual({ ...options, strength: 1, smoothness: 4 });
  });

  it("has knots for images of any size", () => {
    expect(elastic({ smoothness: 100 }).field?.knots(1, 28)).toEqual([4, 4]);
    expect(elastic({ smoothness: 4 }).field?.knots(28, 140)).toEqual([7, 23]);
  });

  it.each([{ strength: -1 }, { strength: 11 }, { smoothness: 0 }, { strength: Number.NaN }])("refuses %j", (options) => {
    expect(() => elastic(options)).toThrow(UsageError);
    expect(() => elastic(options)).toThrow(
      /^elastic\(\{ strength: \S+, smoothness: \d+ \}\): strength is 0 to 10 pixels, smoothness 1 to 100/,
    );
  });
});
