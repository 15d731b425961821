import { describe, expect, it } from "vitest";
import { filled, type Sides } from "../../../../test/drawings.js";
import { identity } from "../../../image/geometry/transform.js";
import { linePieces } from "./line-pieces.js";

/** The pieces of a line whose digits are 40 pixels high. */
const piecesOf = (...boxes: readonly Sides[]) => linePieces({ ink: filled(boxes, 255), height: 40, toSource: identity });

describe("linePieces", () => {
  it("lets geometry count by half", () => {
    const { cuts, pieces } = piecesOf([2, 2, 8, 22], [10, 2, 16, 22]);
    expect(cuts).toBe(2);
    // 2 of 40 pixels apart, the lower one half as high as a digit: the odds of a boundary there are exp(1.7 + 8.34 * 0.05 + 6.2 * 0.5).
    const boundary = 1 / (1 + Math.exp(-5.217));
    const belongs = (from: number, to: number) => pieces.find((piece) => piece.from === from && piece.to === to)?.belongs;
    expect(belongs(0, 1)).toBeCloseTo(0.5 * Math.log(boundary), 9);
    expect(belongs(1, 2)).toBeCloseTo(0, 9); // behind the last the line ends, for certain
    expect(belongs(0, 2)).toBeCloseTo(0.5 * Math.log(1 - boundary), 9);
  });

  it("shows a network what is at least a third of a digit's height or width, and not what is a point", () => {
    const isSeen = (width: number, height: number) => piecesOf([2, 2, 2 + width, 2 + height]).pieces[0]?.digit !== undefined;
    expect(isSeen(13, 13)).toBe(false);
    expect(isSeen(14, 5)).toBe(true);
    expect(isSeen(5, 14)).toBe(true);
  });

  it("tells ink that hangs together from ink that was cut or put together", () => {
    const apart = piecesOf([2, 2, 8, 22], [10, 2, 16, 22]).pieces.map(({ from, to, isWhole }) => [from, to, isWhole]);
    expect(apart).toEqual([
      [0, 1, true],
      [0, 2, false],
      [1, 2, true],
    ]);
    const joined = piecesOf([2, 2, 6, 42], [30, 2, 34, 42], [2, 10, 34, 14]).pieces;
    expect(joined.filter(({ isWhole }) => isWhole)).toEqual([]);
  });
});
