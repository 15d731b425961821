import { describe, expect, it } from "vitest";
import { apply, chained, inverse, type Point, scaleAt, scaledAndShifted, type Transform } from "./transform.js";

const slanted: Transform = [1.2, 0.1, 30, -0.2, 0.9, 40, 0.0004, -0.0007, 1];

const square: Point[] = [
  [0, 0],
  [100, 0],
  [100, 80],
  [0, 80],
];

const near = ([x, y]: Point, [u, v]: Point) => {
  expect(x).toBeCloseTo(u, 6);
  expect(y).toBeCloseTo(v, 6);
};

describe("transforms", () => {
  it("chain and turn back", () => {
    for (const point of square) {
      near(apply(chained(slanted, inverse(slanted)), point), point);
      near(apply(chained(slanted, scaledAndShifted(2, [5, 6])), point), apply(scaledAndShifted(2, [5, 6]), apply(slanted, point)));
    }
  });

  it("tell how many times longer lengths become about a point, whatever way round", () => {
    expect(scaleAt([0, -3, 7, 3, 0, 1, 0, 0, 1], [4, 5])).toBeCloseTo(3, 12);
    expect(scaleAt([8, 0, 0, 0, 2, 0, 0, 0, 1], [1, 1])).toBe(4); // the root of 8 x 2
    expect(scaleAt([1, 0, 0, 0, -1, 0, 0, 0, 1], [1, 1])).toBe(1);
    const smaller = [0, 100].map((x) => scaleAt([1, 0, 0, 0, 1, 0, 0.01, 0, 1], [x, 0])); // twice as far away at x = 100
    expect((smaller[0] as number) / (smaller[1] as number)).toBeCloseTo(2 ** 1.5, 1);
  });
});
