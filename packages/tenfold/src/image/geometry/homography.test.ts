import { describe, expect, it } from "vitest";
import { InputError, ShapeError } from "../../errors.js";
import { homography } from "./homography.js";
import { apply, type Point, type Transform } from "./transform.js";

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

describe("homography", () => {
  it("finds a map again from four corners, and from many points with errors", () => {
    const found = homography(
      square,
      square.map((point) => apply(slanted, point)),
    );
    near(apply(found, [37, 61]), apply(slanted, [37, 61]));
    const many = Array.from({ length: 60 }, (_, at) => [(at * 37) % 101, (at * 53) % 83] as Point);
    const noisy = many.map((point, at) => {
      const [x, y] = apply(slanted, point);
      return [x + 0.3 * Math.sin(at * 7), y + 0.3 * Math.cos(at * 5)] as Point;
    });
    const [x, y] = apply(homography(many, noisy), [50, 40]);
    const [u, v] = apply(slanted, [50, 40]);
    expect(Math.hypot(x - u, y - v)).toBeLessThan(0.15);
  });

  it("says what is missing", () => {
    expect(() => homography(square.slice(1), square.slice(1))).toThrow(
      new ShapeError("homography takes four pairs of points or more, got 3 and 3 points"),
    );
    const line: Point[] = [
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ];
    expect(() => homography(line, square)).toThrow(
      new InputError("homography: these points fix no perspective; take four corners, no three of them on a line"),
    );
  });
});
