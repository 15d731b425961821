import { expect, it } from "vitest";
import { distanceTo, drawing } from "../../../test/drawings.js";
import type { Point } from "../../image/geometry/transform.js";
import { findBoxes } from "./find-boxes.js";

/** The boxes of a picture with the outline of a polygon, in lines of 2 pixels, and other ink. */
function boxesOf(corners: readonly Point[], isInk: (x: number, y: number) => boolean = () => false) {
  const sides = corners.map(([x, y], at) => [x, y, ...(corners[(at + 1) % corners.length] as Point)] as const);
  return findBoxes(drawing({ height: 120, width: 140 }, (x, y) => Number(distanceTo(sides, x, y) < 1.5 || isInk(x, y))));
}

const [left, top, right, bottom] = [20, 20, 120, 80];
const rectangle: Point[] = [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];

it("has the corners of a box in the middles of its lines", () => {
  const [box, ...others] = boxesOf(rectangle);
  expect(others).toEqual([]);
  expect(box?.quad.map(([x, y]) => [Math.round(x), Math.round(y)])).toEqual(rectangle);
  expect(box?.line).toBe(2);
});

it.each([
  [5, 1], // 0.89 of the hull
  [9, 0], // 0.82
])("takes for a box what fills a quadrilateral to 0.86: a square of 80 pixels less %i at its corners gives %i", (cut, count) => {
  const side = 80;
  const octagon = [
    [cut, 0],
    [side - cut, 0],
    [side, cut],
    [side, side - cut],
    [side - cut, side],
    [cut, side],
    [0, side - cut],
    [0, cut],
  ];
  expect(boxesOf(octagon.map(([x = 0, y = 0]): Point => [x + 20, y + 20]))).toHaveLength(count);
});

it.each([
  [50, 1], // 0.51 of it is paper
  [62, 0], // 0.40
])("and of which 0.45 is paper: a stain of %i x 50 pixels within it leaves %i", (wide, count) => {
  const isStain = (x: number, y: number) => Math.abs(x - 70) < wide / 2 && Math.abs(y - 50) < 25;
  expect(boxesOf(rectangle, isStain)).toHaveLength(count);
});

it("and that is 7 pixels high within", () => {
  const low = (height: number) =>
    boxesOf([
      [20, 20],
      [120, 20],
      [120, 20 + height],
      [20, 20 + height],
    ]).length;
  expect([low(11), low(10)]).toEqual([1, 0]);
});

it("and that is closed: a gap of two pixels is, a wider one is none", () => {
  const gap = (wide: number) => {
    const sides = [
      [20, 20, 120, 20],
      [120, 20, 120, 80],
      [120, 80, 20, 80],
      [20, 80, 20, 20],
    ] as const;
    const isInk = (x: number, y: number) => distanceTo(sides, x, y) < 1.5 && !(y < 30 && x > 60 && x < 60 + wide);
    return findBoxes(drawing({ height: 120, width: 140 }, (x, y) => Number(isInk(x, y)))).length;
  };
  expect([gap(2), gap(4)]).toEqual([1, 0]);
});
