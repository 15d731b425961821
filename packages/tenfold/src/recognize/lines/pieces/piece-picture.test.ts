import { describe, expect, it } from "vitest";
import { identity, scaledAndShifted } from "../../../image/geometry/transform.js";
import { boxInSource, pieceInk } from "./piece-picture.js";
import type { Run } from "./primitives.js";

/** Three rows: ink of two digits that touch, soft at their outer edges; and nothing below. */
const pixels = Uint8Array.from([...[0, 0, 0, 0, 0, 0, 0], ...[0, 90, 255, 200, 250, 80, 0], ...[0, 60, 100, 100, 120, 0, 0]]);
const line = { ink: { pixels, height: 3, width: 7 }, height: 1, toSource: identity };

function piece(from: number, to: number) {
  const runs: readonly Run[] = [[1, from, to]];
  const box = { left: from, top: 1, right: to, bottom: 2 };
  return { from: 0, to: 1, box, parts: [{ ...box, component: 0, part: 0, parts: 2, cut: 0, area: to - from, runs }] };
}

describe("pieceInk", () => {
  it("is a piece's own ink and the soft pixels around it, and nothing of the ink that was cut off", () => {
    const left = pieceInk(line, piece(2, 4));
    expect([left.left, left.top, left.height, left.width]).toEqual([1, 0, 3, 4]);
    expect([...left.pixels]).toEqual([...[0, 0, 0, 0], ...[90, 255, 200, 0], ...[0, 100, 100, 0]]);
    expect([...pieceInk(line, piece(4, 5)).pixels]).toEqual([...[0, 0, 0], ...[0, 250, 80], ...[0, 120, 0]]);
  });
});

describe("boxInSource", () => {
  it("lies around the middles of the piece's pixels, in whole pixels", () => {
    expect(boxInSource(line, piece(2, 4))).toEqual({ left: 2, top: 1, right: 4, bottom: 2 });
    expect(boxInSource({ ...line, toSource: scaledAndShifted(3, [10, 20]) }, piece(2, 4))).toEqual({
      left: 16,
      top: 24,
      right: 22,
      bottom: 25,
    });
  });
});
