import { describe, expect, it } from "vitest";
import { areaOf, convexHull, largestQuad } from "./quad.js";
import type { Point } from "./transform.js";

const square: Point[] = [
  [0, 0],
  [100, 0],
  [100, 80],
  [0, 80],
];

describe("quadrilaterals", () => {
  it("are the four corners among many points, clockwise from the top left", () => {
    const corners: Point[] = [
      [10, 12],
      [90, 5],
      [99, 88],
      [3, 80],
    ];
    const inside = Array.from({ length: 200 }, (_, at) => [20 + ((at * 31) % 60), 20 + ((at * 17) % 50)] as Point);
    const hull = convexHull([...inside, corners[2] as Point, corners[0] as Point, corners[3] as Point, corners[1] as Point]);
    expect(hull.length).toBe(4);
    expect(largestQuad(hull)).toEqual(corners);
    expect(areaOf(square)).toBe(8000);
  });

  it("are none without four corners", () => {
    expect(
      largestQuad(
        convexHull([
          [0, 0],
          [1, 0],
          [2, 0],
          [5, 5],
        ]),
      ),
    ).toBeUndefined();
  });
});
