import { describe, expect, it } from "vitest";
import { drawing } from "../../test/drawings.js";
import { identity, scaledAndShifted } from "../image/transform.js";
import { boundaries, cutProbability } from "./boundaries.js";
import { candidatePieces } from "./candidate-pieces.js";
import { boxInSource, pieceInk } from "./piece-picture.js";
import { primitives } from "./primitives.js";

/** Two rings that touch, a stroke apart from them, and a point at its foot. */
const ink = drawing({ height: 34, width: 100 }, (x, y) => {
  const ring = [17, 45].some((middle) => Math.abs(Math.hypot(x - middle, y - 17) - 13) <= 2);
  const stroke = Math.abs(x - 70) <= 2 && y >= 2 && y < 32;
  const point = Math.hypot(x - 85, y - 29) <= 3;
  return ring || stroke || point ? 255 : 0;
});
const line = { ink, height: 30, toSource: identity };
const cut = primitives(line);
const boxes = cut.parts.map(({ left, right }) => [left, right]);

describe("primitives", () => {
  it("are a line's ink, each pixel once", () => {
    const counts = new Uint8Array(ink.pixels.length);
    for (const { runs } of cut.parts) for (const [row, from, to] of runs) for (let x = from; x < to; x++) counts[row * 100 + x]! += 1;
    expect(counts).toEqual(ink.pixels.map((shade) => (shade >= 128 ? 1 : 0)));
  });

  it("part the rings where they touch", () => {
    expect(Math.abs(cut.pen - 4)).toBeLessThan(1);
    expect(boxes.some(([, right]) => Math.abs((right as number) - 31) <= 1)).toBe(true);
    expect(boxes.some(([left]) => Math.abs((left as number) - 31) <= 1)).toBe(true);
  });

  it("leave a lone stroke and a point whole", () => {
    expect(cut.parts.slice(-2).map(({ parts }) => parts)).toEqual([1, 1]);
  });
});

describe("boundaries", () => {
  const likely = boundaries(cut, 30).map(cutProbability);

  it("are likely between strokes that are apart, less so through ink", () => {
    const apart = cut.parts.findIndex(({ left }) => left === 68) - 1;
    expect(likely[apart]).toBeGreaterThan(0.95);
    const touch = cut.parts.findIndex(({ right }) => Math.abs(right - 31) <= 1);
    expect(likely[touch]).toBeLessThan(likely[apart] as number);
    expect(likely[touch]).toBeGreaterThan(0.3);
  });

  it("through a ring are unlikelier than where two touch", () => {
    const touch = cut.parts.findIndex(({ right }) => Math.abs(right - 31) <= 1);
    for (const [at, { right }] of cut.parts.entries())
      if (right < 28 || (right > 34 && right < 55)) expect(likely[at]).toBeLessThan(likely[touch] as number);
  });
});

describe("candidatePieces", () => {
  const pieces = candidatePieces(cut, 30);

  it("have each primitive alone, and each ring whole", () => {
    for (let at = 0; at < cut.parts.length; at++) expect(pieces.some(({ from, to }) => from === at && to === at + 1)).toBe(true);
    for (const [left, right] of [
      [2, 31],
      [31, 60],
    ] as const) {
      expect(pieces.some(({ box }) => Math.abs(box.left - left) <= 1 && Math.abs(box.right - right) <= 1)).toBe(true);
    }
  });

  it("are no wider than a digit can be, and do not reach over wide paper", () => {
    for (const { from, to, box } of pieces) if (to > from + 1) expect(box.right - box.left).toBeLessThanOrEqual(39);
    expect(pieces.some(({ box }) => box.left < 72 && box.right > 80)).toBe(false);
  });

  it("come as their ink alone, and know where they lie in the picture", () => {
    const stroke = pieces.find(({ box }) => box.left === 68) as (typeof pieces)[number];
    const alone = pieceInk(line, stroke);
    expect(alone).toMatchObject({ left: 67, top: 1, height: 32, width: 6 });
    expect(alone.pixels.filter((shade) => shade > 0)).toHaveLength(4 * 30);
    expect(boxInSource({ ...line, toSource: scaledAndShifted(2, [10, 20]) }, stroke)).toEqual({
      left: 146,
      top: 24,
      right: 154,
      bottom: 84,
    });
  });
});
