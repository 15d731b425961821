import { apply, type Point, type Transform } from "tenfold";
import { homography } from "tenfold/image";
import { expect, it } from "vitest";
import { cellCorners } from "./cell-corners.js";

const around = (points: readonly Point[]) => {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
};

/** A grid seen by a transform from its own coordinates, in which a cell is 1 x 1. */
function seen(rows: number, columns: number, by: Transform) {
  const places = Array.from({ length: rows * columns }, (_, at) => ({ row: Math.floor(at / columns), column: at % columns }));
  const corners = places.map(({ row, column }) =>
    (
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ] as const
    ).map(([x, y]) => apply(by, [column + x, row + y])),
  );
  const cells = places.map((place, at) => ({ ...place, box: around(corners[at] as Point[]) }));
  return { grid: { rows, columns, cells }, corners };
}

const farthest = (some: readonly (readonly Point[])[], others: readonly (readonly Point[])[]) =>
  Math.max(
    ...some.flatMap((corners, cell) =>
      corners.map(([x, y], at) => {
        const [ox, oy] = (others[cell] as Point[])[at] as Point;
        return Math.hypot(x - ox, y - oy);
      }),
    ),
  );

const unit: Point[] = [
  [0, 0],
  [9, 0],
  [9, 9],
  [0, 9],
];

it("finds the corners of a grid that lies turned, or is seen at an angle", () => {
  const turned = homography(unit, [
    [100, 50],
    [910, 190],
    [770, 1000],
    [-40, 860],
  ]);
  const { grid, corners } = seen(9, 9, turned);
  expect(farthest(cellCorners(grid), corners)).toBeLessThan(1);
  const atAnAngle = seen(
    9,
    9,
    homography(unit, [
      [200, 100],
      [800, 160],
      [930, 900],
      [60, 820],
    ]),
  );
  expect(farthest(cellCorners(atAnAngle.grid), atAnAngle.corners)).toBeLessThan(6); // of cells 65 to 100 wide
});

it("takes the boxes of a single row, which do not say how it lies", () => {
  const { grid } = seen(
    1,
    4,
    homography(unit, [
      [0, 0],
      [90, 0],
      [90, 90],
      [0, 90],
    ]),
  );
  expect(cellCorners(grid)[1]).toEqual([
    [10, 0],
    [20, 0],
    [20, 10],
    [10, 10],
  ]);
});
