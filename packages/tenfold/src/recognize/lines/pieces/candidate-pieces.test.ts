import { describe, expect, it } from "vitest";
import { candidatePieces } from "./candidate-pieces.js";
import type { Primitive } from "./primitives.js";

const HEIGHT = 100;

/** Primitives as high as the line, from one column to another. */
const parts = (...columns: readonly (readonly [left: number, right: number])[]) => ({
  pen: 10,
  parts: columns.map(
    ([left, right], component): Primitive => ({
      ...{ left, top: 0, right, bottom: HEIGHT, component, part: 0, parts: 1, cut: 0 },
      ...{ area: (right - left) * HEIGHT, runs: [] },
    }),
  ),
});

const runs = (...columns: readonly (readonly [number, number])[]) =>
  candidatePieces(parts(...columns), HEIGHT).map(({ from, to }) => [from, to]);

describe("candidatePieces", () => {
  it("are runs of up to six primitives", () => {
    const eight = Array.from({ length: 8 }, (_, at) => [6 * at, 6 * at + 5] as const);
    const found = runs(...eight);
    expect(Math.max(...found.map(([from = 0, to = 0]) => to - from))).toBe(6);
    expect(found).toHaveLength(8 + 7 + 6 + 5 + 4 + 3);
  });

  it("are no wider than 1.3 heights together, and as wide as it may be alone", () => {
    expect(runs([0, 60], [70, 130])).toContainEqual([0, 2]);
    expect(runs([0, 60], [70, 131])).not.toContainEqual([0, 2]);
    expect(runs([0, 300])).toEqual([[0, 1]]);
  });

  it("reach over paper up to a quarter of a height", () => {
    expect(runs([0, 20], [45, 60])).toContainEqual([0, 2]);
    expect(runs([0, 20], [46, 60])).not.toContainEqual([0, 2]);
  });

  it("lie around all their parts", () => {
    const { box, parts: own } = candidatePieces(parts([3, 20], [25, 40]), HEIGHT).find(({ to, from }) => to - from === 2) ?? {};
    expect([box, own?.length]).toEqual([{ left: 3, top: 0, right: 40, bottom: HEIGHT }, 2]);
  });
});
