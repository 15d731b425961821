import { describe, expect, it } from "vitest";
import { drawing, filled, type Sides } from "../../../../test/drawings.js";
import { identity, scaledAndShifted } from "../../../image/geometry/transform.js";
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

describe("what is cut", () => {
  /** The parts of a line whose digits are 100 pixels high. */
  const cutOf = (...boxes: readonly Sides[]) => primitives({ ink: filled(boxes, 255), height: 100, toSource: identity });
  const firstIn = (...boxes: readonly Sides[]) => cutOf(...boxes).parts[0]?.parts;

  /** Two uprights, joined by a stroke that a cut goes through. */
  const joined = (width: number, height: number): Sides[] => [
    [0, 0, 4, height],
    [width - 4, 0, width, height],
    [0, 5, width, 9],
  ];

  it("is at least 30 % as wide and 40 % as high as a digit", () => {
    expect(firstIn(...joined(30, 100))).toBe(2);
    expect(firstIn(...joined(29, 100))).toBe(1);
    expect(firstIn(...joined(60, 40))).toBe(2);
    expect(firstIn(...joined(60, 39))).toBe(1);
  });

  /** A frame: a cut through it costs its upper and its lower side, 1 each, and 0.3 a width of the pen for the way in them. */
  const frame = (width: number, side: number, level: number): Sides[] => [
    [0, 0, side, 100],
    [width - side, 0, width, 100],
    [0, 0, width, level],
    [0, 100 - level, width, 100],
  ];

  it("costs no more than 2.3, or 2.8 where the ink is wider than nine tenths of a height", () => {
    const { pen, parts } = cutOf(...frame(60, 10, 4));
    expect(parts[0]?.cut).toBeCloseTo(2 + (0.3 * 8) / pen, 5); // 2.224
    expect(firstIn(...frame(60, 6, 4))).toBe(1); // 2.334: the pen is 7.2 wide
    expect(firstIn(...frame(90, 6, 4))).toBe(1); // 2.336
    expect(firstIn(...frame(91, 6, 4))).toBe(2);
    const thread = (length: number): Sides => [120, 0, 120 + length, 1]; // makes the pen thinner
    expect(firstIn(...frame(100, 6, 12), thread(150))).toBe(2); // 2.793
    expect(firstIn(...frame(100, 6, 12), thread(160))).toBe(1); // 2.810
  });

  it("leaves as much ink on either side as one and a half dots of the pen", () => {
    const foot: Sides[] = [
      [0, 0, 20, 100],
      [20, 20, 50, 30],
      [50, 20, 70, 60], // 800 pixels and 160 of the stroke before it
    ];
    const block = (width: number): Sides => [90, 0, 90 + width, 38]; // makes the pen wider
    expect(cutOf(...foot, block(50)).pen).toBeCloseTo(24.2, 1); // 1.5 pen^2 is 880
    expect(firstIn(...foot, block(50))).toBe(2);
    expect(cutOf(...foot, block(60)).pen).toBeCloseTo(25.3, 1); // 962
    expect(firstIn(...foot, block(60))).toBe(1);
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
