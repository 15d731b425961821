import { describe, expect, it } from "vitest";
import { filled, type Sides } from "../../../test/drawings.js";
import { connectedComponents } from "../../image/ink/connected-components.js";
import { cellMarks } from "./cell-marks.js";

/** "#" is ink. */
function marksOf(rows: readonly string[], cells: readonly (readonly [left: number, right: number])[]) {
  const width = rows[0]?.length ?? 0;
  const pixels = Uint8Array.from(rows.join(""), (sign) => (sign === "#" ? 1 : 0));
  const found = connectedComponents({ pixels, height: rows.length, width });
  const boxes = cells.map(([left, right]) => ({ left, right, top: 0, bottom: rows.length }));
  return cellMarks(found, boxes).map((marks) => marks.map(({ left, right, top, bottom }) => [left, top, right, bottom]));
}

describe("cellMarks", () => {
  it("gives ink to the cell where its middle lies, though it reaches beyond", () => {
    const rows = ["  ####   # ", "  #  #   # ", "  ####   # "];
    expect(
      marksOf(rows, [
        [0, 5],
        [5, 10],
      ]),
    ).toEqual([[[2, 0, 6, 3]], [[9, 0, 10, 3]]]);
  });

  it("cuts what joins two cells at their border", () => {
    const rows = ["#### ####", "#  ###  #", "#### ####"];
    expect(
      marksOf(rows, [
        [0, 5],
        [5, 9],
      ]),
    ).toEqual([[[0, 0, 5, 3]], [[5, 0, 9, 3]]]);
  });

  it("leaves a cell empty that holds dirt, or nothing", () => {
    const rows = [...Array(9).fill("          "), " #        "];
    expect(
      marksOf(rows, [
        [0, 5],
        [5, 10],
      ]),
    ).toEqual([[], []]);
  });

  /** The marks of two cells of 100 x 100 pixels, by columns. */
  const inTwo = (...boxes: readonly Sides[]) =>
    cellMarks(connectedComponents(filled(boxes)), [
      { left: 0, top: 0, right: 100, bottom: 100 },
      { left: 100, top: 0, right: 200, bottom: 100 },
    ]).map((marks) => marks.map(({ left, right }) => [left, right]));

  it("takes ink for digits that touch where it reaches three tenths into each of two cells", () => {
    expect(inTwo([40, 20, 130, 80])).toEqual([[[40, 100]], [[100, 130]]]);
    expect(inTwo([40, 20, 129, 80])).toEqual([[[40, 129]], []]);
    expect(inTwo([71, 20, 160, 80])).toEqual([[], [[71, 160]]]);
  });

  it("takes for dirt what is less than 15 % of its cell high and wide", () => {
    expect(inTwo([20, 20, 24, 35], [120, 20, 124, 34])).toEqual([[[20, 24]], []]);
    expect(inTwo([20, 20, 35, 24], [120, 20, 134, 24])).toEqual([[[20, 35]], []]);
  });
});
