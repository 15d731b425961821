import type { PointGroup } from "signature_pad";
import { describe, expect, it } from "vitest";
import { drawnToTheEnd, inkOf } from "./ink-of.js";

const stroke = (...places: readonly (readonly [number, number])[]) =>
  ({ points: places.map(([x, y], time) => ({ x, y, pressure: 0, time })) }) as unknown as PointGroup;

describe("inkOf", () => {
  it("has every point of a stroke once, however the pad has to be told to draw its end", () => {
    const strokes = [stroke([1, 2]), stroke([1, 2], [3, 4]), stroke([1, 2], [3, 4], [5, 9])];
    const ended = drawnToTheEnd(strokes);
    expect(ended.map(({ points }) => points.length)).toEqual([1, 2, 4]);
    expect(drawnToTheEnd(ended)).toEqual(ended);
    expect(inkOf(ended)).toEqual([
      [1, 2],
      [1, 2, 3, 4],
      [1, 2, 3, 4, 5, 9],
    ]);
  });
});
