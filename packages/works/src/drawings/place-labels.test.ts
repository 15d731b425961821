import type { Point } from "tenfold";
import { type Box, coveredShare, overlap } from "tenfold/image";
import { describe, expect, it } from "vitest";
import type { Label } from "./label-candidates.js";
import { type PlacedLabel, placeLabels } from "./place-labels.js";

const page = { left: 0, top: 0, right: 400, bottom: 300 };
const sheet = { left: 0, top: -20, right: 520, bottom: 320 };
const gap = 2;

const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom });

function labelFor({ left, top, right, bottom }: Box, more: Partial<Label> = {}): Label {
  const corners: Point[] = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  return { corners, width: 60, height: 10, side: "above", ...more };
}

/** Places labels on paper where some boxes are black. */
function placed(labels: readonly Label[], ...ink: readonly Box[]): PlacedLabel[] {
  return placeLabels(labels, { page, sheet, gap, inkIn: (place) => ink.reduce((sum, black) => sum + coveredShare(place, black), 0) });
}

const field = box(100, 100, 300, 130);

describe("placeLabels", () => {
  it("sets a label above its shape where there is room", () => {
    expect(placed([labelFor(field)])).toEqual([{ ...box(100, 88, 160, 98), isOnInk: false }]);
  });

  it("slides it past what is printed there, or goes to the side", () => {
    const [slid] = placed([labelFor(field)], box(100, 86, 170, 98)) as [PlacedLabel];
    expect([slid.left > 170, slid.right <= 300, slid.top, slid.isOnInk]).toEqual([true, true, 88, false]);
    const [beside] = placed([labelFor(field)], box(100, 80, 300, 98)) as [PlacedLabel];
    expect([beside.left, beside.top, beside.leader]).toEqual([302, 110, undefined]);
    const [below] = placed([labelFor(field)], box(100, 80, 400, 130)) as [PlacedLabel];
    expect([below.left, below.top]).toEqual([100, 132]);
  });

  it("goes further away with a leader where all around is written", () => {
    const [away] = placed([labelFor(field)], box(20, 88, 380, 142)) as [PlacedLabel];
    expect(away.bottom <= 88 || away.top >= 142).toBe(true);
    const [from, to] = away.leader as [Point, Point];
    expect(from[1] === 100 || from[1] === 130).toBe(true);
    expect(Math.abs(to[1] - from[1])).toBeGreaterThan(7);
  });

  it("says so where nothing is free", () => {
    expect(placed([labelFor(field)], box(-100, -100, 600, 500))[0]?.isOnInk).toBe(true);
  });

  it("follows the edge of a shape that is turned", () => {
    const corners: Point[] = [
      [100, 100],
      [300, 140],
      [294, 170],
      [94, 130],
    ];
    const [turned] = placed([{ ...labelFor(field), corners }], box(90, 80, 165, 116)) as [PlacedLabel];
    expect(turned.left).toBeGreaterThan(165);
    expect(turned.bottom).toBeCloseTo(100 + 0.2 * (turned.left - 100) - gap, 5);
  });

  it("keeps labels off each other and off other shapes", () => {
    const shapes = [0, 1, 2, 3].flatMap((row) =>
      [0, 1].map((column) => box(20 + 150 * column, 50 + 32 * row, 160 + 150 * column, 80 + 32 * row)),
    );
    const labels = placed(shapes.map((shape) => labelFor(shape, { side: "right" })));
    for (const [at, one] of labels.entries()) {
      expect(labels.slice(at + 1).some((other) => overlap(one, other))).toBe(false);
      expect(shapes.some((shape, other) => other !== at && coveredShare(one, shape) > 0.05)).toBe(false);
    }
  });

  it("sets labels of lines at their ends, beyond the page's edge if need be", () => {
    const line = box(20, 100, 390, 130);
    const [end] = placed([labelFor(line, { side: "right" })]) as [PlacedLabel];
    expect([end.left, end.top]).toEqual([392, 110]);
    const [above] = placed([labelFor(line)]) as [PlacedLabel];
    expect([above.left, above.top]).toEqual([20, 88]);
  });

  it("takes the corner of a cell where nothing is written, its printed lines aside", () => {
    const cell = box(100, 100, 140, 140);
    const inside = labelFor(cell, { side: "inside", width: 12, height: 14 });
    expect(placed([inside])[0]).toMatchObject({ left: 102, top: 102 });
    expect(placed([inside], box(100, 100, 140, 104))[0]).toMatchObject({ left: 102, top: 102 }); // the line above
    expect(placed([inside], box(106, 106, 116, 120))[0]).toMatchObject({ left: 126, top: 102 });
    expect(placed([inside], box(106, 106, 134, 120))[0]).toMatchObject({ left: 102, top: 124 });
  });

  it("stays on the sheet where a shape reaches beyond the page", () => {
    for (const shape of [box(-1e9, 50, 1e9, 80), box(-80, -60, 30, 5), box(390, 290, 5000, 6000)]) {
      const [label] = placed([labelFor(shape)]) as [PlacedLabel];
      expect(coveredShare(label, sheet)).toBeGreaterThan(0.99);
    }
  });
});
