import { describe, expect, it } from "vitest";
import { scaledAndShifted } from "../../image/geometry/transform.js";
import type { Lattice, Piece } from "../lattice.js";
import { digitSymbols } from "../looks/digit-symbols.js";
import { gridRows, judgedCells } from "./grid-rows.js";
import { readGrid } from "./read-grid.js";

const toSource = scaledAndShifted(0.5, [100, 40]);

/** A cell with a digit for which the network's probabilities are these; what is left goes to no digit. */
function cell(column: number, shares?: Readonly<Record<number, number>>): Piece {
  const place = { from: column, to: column + 1, box: { left: 50 * column, top: 0, right: 50 * column + 50, bottom: 50 } };
  if (!shares) return { ...place, symbols: [{ text: "", score: 0 }] };
  const none = 1 - Object.values(shares).reduce((sum, share) => sum + share, 0);
  const scores = Float32Array.from({ length: 11 }, (_, of) => Math.log(Math.max(of < 10 ? (shares[of] ?? 0) : none, 1e-9)));
  return {
    ...place,
    ...digitSymbols(scores, { nothing: 0 }),
    digit: { pixels: new Uint8Array(784).fill(column), height: 28, width: 28, toSource },
  };
}

const row = (...cells: readonly (Readonly<Record<number, number>> | undefined)[]): Lattice => ({
  cuts: cells.length,
  pieces: cells.map((shares, column) => cell(column, shares)),
});

describe("readGrid", () => {
  it("reads each cell by itself, with where its digit stands and what else it may be", () => {
    const { rows, columns, cells } = readGrid([row({ 7: 0.9, 1: 0.08 }, undefined), row(undefined, { 3: 0.999 })]);
    expect([rows, columns]).toEqual([2, 2]);
    expect(cells.map(({ row, column, digit }) => [row, column, digit?.value])).toEqual([
      [0, 0, 7],
      [0, 1, undefined],
      [1, 0, undefined],
      [1, 1, 3],
    ]);
    const digit = cells[0]?.digit;
    expect(cells[0]?.box).toEqual({ left: 0, top: 0, right: 50, bottom: 50 });
    expect(digit?.box).toEqual({ left: 100, top: 40, right: 114, bottom: 54 });
    expect(digit?.top3.slice(0, 2)).toEqual([
      { value: 7, confidence: expect.closeTo(0.9, 6) },
      { value: 1, confidence: expect.closeTo(0.08, 6) },
    ]);
    expect([digit?.confidence, digit?.seen.length]).toEqual([expect.closeTo(0.9, 6), 784]);
  });

  it("leaves a cell without a digit from 99.9 % sure that there is none, and no sooner", () => {
    const [sure, doubtful] = readGrid([row({ 4: 0.0005 }, { 4: 0.002 })]).cells;
    expect([sure?.digit, doubtful?.digit?.value]).toEqual([undefined, 4]);
  });

  it("has no cells without rows", () => {
    expect(readGrid([])).toEqual({ rows: 0, columns: 0, cells: [] });
  });
});

describe("gridRows", () => {
  it("writes a point for a cell without a digit, leaves out rows without any, and is as sure as of all digits together", () => {
    const rows = gridRows(readGrid([row({ 7: 0.99 }, undefined, { 2: 0.98 }), row(undefined, undefined, undefined)]), { maxError: 0.05 });
    expect(rows).toHaveLength(1);
    const [{ text, confidence, status, reasons, box } = {} as Partial<(typeof rows)[number]>] = rows;
    expect([text, status, reasons]).toEqual(["7.2", "accepted", []]);
    expect(confidence).toBeCloseTo(0.99 * 0.98, 6);
    expect(box).toEqual({ left: 0, top: 0, right: 150, bottom: 50 });
  });

  it("accepts nothing that is struck out, and says which columns are", () => {
    const { cuts, pieces } = row({ 7: 0.9999 }, { 5: 0.9999 }, { 1: 0.9999 });
    const grid = readGrid([{ cuts, pieces: pieces.map((piece, at) => (at > 0 ? { ...piece, isStruck: true } : piece)) }]);
    expect(grid.cells.map(({ isStruck }) => isStruck)).toEqual([undefined, true, true]);
    expect(gridRows(grid, { maxError: 0.05 })).toMatchObject([
      { text: "751", status: "review", reasons: ["columns 2 and 3 are struck out"] },
    ]);
    const digits = { map: [{ confidence: 0, right: 0.99 }], counts: [{ threshold: 0.5, answered: 10_000, wrong: 0 }] };
    expect(judgedCells(grid, { maxError: 0.05, digits }).cells.map(({ status }) => status)).toEqual(["accepted", "review", "review"]);
  });

  it("says which columns are in doubt, and how sure it is where none is", () => {
    const doubtful = gridRows(readGrid([row({ 7: 0.6, 1: 0.3 }, { 5: 0.999 })]));
    expect(doubtful[0]?.reasons).toEqual(["in column 1 stands 7 (60 %) or 1 (30 %) or no digit (10 %)"]);
    const unsure = gridRows(readGrid([row({ 7: 0.97 }, { 5: 0.97 })]));
    expect([unsure[0]?.status, unsure[0]?.reasons]).toEqual(["review", ["all of it is right with a probability of 94.1 %"]]);
  });
});
