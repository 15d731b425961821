import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  around,
  aroundPoints,
  type Box,
  boxArea,
  boxUnder,
  centerOf,
  cornersOf,
  coveredShare,
  frameOf,
  grown,
  holdsBox,
  holdsPoint,
  intersection,
  overlap,
  roundedOut,
  sharedArea,
  sharedHeight,
  sharedWidth,
} from "./box.js";

const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom });
const one = box(2, 3, 10, 9);

/** Boxes on a small grid, so that edges meet often. */
const boxes = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .map(([left, top, width, height]) => box(left, top, left + width, top + height));

/** The pixels of a box, which say by counting what the arithmetic computes. */
const pixelsOf = ({ left, top, right, bottom }: Box) =>
  new Set(
    Array.from({ length: bottom - top }, (_, row) =>
      Array.from({ length: right - left }, (_, column) => `${left + column} ${top + row}`),
    ).flat(),
  );

describe("boxes", () => {
  it("are measured by their corners, centers and areas", () => {
    expect(cornersOf(one)).toEqual([
      [2, 3],
      [10, 3],
      [10, 9],
      [2, 9],
    ]);
    expect([centerOf(one), boxArea(one), frameOf({ height: 4, width: 7 })]).toEqual([[6, 6], 48, box(0, 0, 7, 4)]);
  });

  it("grow to every side and shrink again, and take whole pixels in", () => {
    expect(grown(one, 1.5)).toEqual(box(0.5, 1.5, 11.5, 10.5));
    expect(grown(grown(one, 2), -2)).toEqual(one);
    expect(roundedOut(box(1.2, -1.2, 3, 3.1))).toEqual(box(1, -2, 3, 4));
  });

  it("lie around boxes, around points, and around where a map takes one", () => {
    expect(around([one, box(5, -1, 6, 20)])).toEqual(box(2, -1, 10, 20));
    expect(aroundPoints(cornersOf(one))).toEqual(one);
    expect(boxUnder([0, -2, 10.5, 2, 0, 3.25, 0, 0, 1], box(0, 0, 6, 4))).toEqual(box(2, 3, 11, 16));
  });

  it("share the pixels that both have", () => {
    fc.assert(
      fc.property(boxes, boxes, (a, b) => {
        const [inA, inB] = [pixelsOf(a), pixelsOf(b)];
        const both = new Set([...inA].filter((pixel) => inB.has(pixel)));
        expect(sharedArea(a, b)).toBe(both.size);
        expect(pixelsOf(intersection(a, b))).toEqual(both);
        expect(overlap(a, b)).toBe(both.size > 0);
        expect(overlap(a, b)).toBe(sharedWidth(a, b) > 0 && sharedHeight(a, b) > 0);
        expect(coveredShare(a, b)).toBe(both.size / inA.size);
        expect(holdsBox(a, b)).toBe(both.size === inB.size);
        expect(holdsPoint(a, [b.left, b.top])).toBe(inA.has(`${b.left} ${b.top}`));
      }),
    );
  });

  it("apart share nothing, and tell how far apart", () => {
    expect([sharedWidth(one, box(12, 0, 15, 5)), sharedHeight(one, box(0, 9, 15, 12))]).toEqual([-2, 0]);
    expect(sharedArea(one, box(12, 20, 15, 25))).toBe(0);
  });
});
