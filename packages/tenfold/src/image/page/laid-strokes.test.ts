import { describe, expect, it } from "vitest";
import { laidStrokes, type RulingPlace } from "./laid-strokes.js";

/** A line three pixels thick, uneven by a little, with so much more ink from place to place. */
function line(more: readonly (readonly [from: number, to: number, ink: number])[], met: readonly number[]): RulingPlace[] {
  return Array.from({ length: 120 }, (_, at) => {
    const laid = more.find(([from, to]) => at >= from && at < to);
    return { ink: 540 + ((at * 7) % 5) * 8 + (laid?.[2] ?? 0), isMet: met.includes(at) };
  });
}

const stretches = (laid: Uint8Array) => Array.from(laid.keys()).filter((at) => laid[at]);

describe("strokes along a ruling line", () => {
  it("are where the line has more ink than elsewhere and a stroke leads to it", () => {
    expect(stretches(laidStrokes(line([[40, 52, 400]], [39]), 3))).toEqual(Array.from({ length: 12 }, (_, at) => 40 + at));
    expect(stretches(laidStrokes(line([[40, 52, 400]], [55]), 3))).toHaveLength(12);
  });

  it("bridge a gap of a pixel or two", () => {
    const parted = line(
      [
        [40, 46, 400],
        [48, 54, 400],
      ],
      [39],
    );
    expect(stretches(laidStrokes(parted, 3))).toEqual(Array.from({ length: 14 }, (_, at) => 40 + at));
  });

  it("are none where nothing leads to it, where it is short as a stroke's end, or as long as a thicker part of the line", () => {
    expect(stretches(laidStrokes(line([[40, 52, 400]], [80]), 3))).toEqual([]);
    expect(stretches(laidStrokes(line([[40, 43, 400]], [39]), 3))).toEqual([]);
    expect(stretches(laidStrokes(line([[2, 118, 400]], [1]), 1))).toEqual([]);
  });

  it("are none where the ink differs no more than the line's own does", () => {
    expect(stretches(laidStrokes(line([[40, 52, 100]], [39]), 3))).toEqual([]);
    expect(stretches(laidStrokes(line([], [39, 40, 41]), 3))).toEqual([]);
    expect(laidStrokes([], 3)).toHaveLength(0);
  });
});
