import { expect, it } from "vitest";
import type { Component } from "../../image/ink/connected-components.js";
import { joinedLines } from "./joined-lines.js";
import { type TextLine, textLines } from "./text-lines.js";

const ink = (left: number, top: number, right: number, bottom: number) =>
  ({
    left,
    top,
    right,
    bottom,
    area: (right - left) * (bottom - top) * 0.4,
    rowRuns: 20,
    columnRuns: 20,
    runs: new Int32Array(),
  }) as unknown as Component;
const line = (...components: Component[]): TextLine => ({
  components,
  box: { left: components[0]?.left ?? 0, top: 0, right: 0, bottom: 0 },
  height: Math.max(...components.map(({ top, bottom }) => bottom - top)),
});
const counts = (lines: readonly TextLine[]) => lines.map(({ components }) => components.length);

it("joins what stands beside each other at a quarter of its height", () => {
  const [one, other] = [ink(10, 0, 20, 40), ink(30, 30, 40, 70)];
  expect(counts(joinedLines([line(one), line(other)]))).toEqual([2]);
  expect(counts(joinedLines([line(one), line(ink(30, 31, 40, 71))]))).toEqual([1, 1]);
});

it("joins a line that climbs, stroke by stroke", () => {
  const climbing = [0, 1, 2, 3, 4].map((at) => ink(30 * at, 200 - 26 * at, 30 * at + 20, 240 - 26 * at));
  expect(textLines(climbing).length).toBeGreaterThan(1);
  expect(counts(joinedLines(textLines(climbing)))).toEqual([5]);
});

it("leaves lines below each other, far from each other, and small print", () => {
  expect(counts(joinedLines([line(ink(0, 0, 20, 40)), line(ink(0, 50, 20, 90))]))).toEqual([1, 1]);
  expect(counts(joinedLines([line(ink(0, 0, 20, 40)), line(ink(81, 0, 99, 40))]))).toEqual([1, 1]);
  expect(counts(joinedLines([line(ink(0, 0, 20, 40)), line(ink(30, 10, 40, 27))]))).toEqual([1, 1]);
});
