import { describe, expect, it } from "vitest";
import { connectedComponents } from "../image/connected-components.js";
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
});
