import { expect, it } from "vitest";
import { drawing } from "../../../test/drawings.js";
import { type Component, connectedComponents } from "../../image/ink/connected-components.js";
import { withoutCutOff } from "./cut-off-ink.js";

const ink = (left: number, top: number, right: number, bottom: number) =>
  ({
    left,
    top,
    right,
    bottom,
    area: (right - left) * (bottom - top),
    runs: Int32Array.from(Array.from({ length: bottom - top }, (_, row) => [top + row, left, right]).flat()),
  }) as unknown as Component;
const size = { height: 60, width: 100 };
const digit = ink(30, 10, 50, 50);
const kept = (...all: Component[]) => withoutCutOff(all, size).components;

it("leaves out what is narrow at an edge and apart from the rest", () => {
  expect(kept(digit, ink(0, 10, 14, 50), ink(90, 20, 100, 40))).toEqual([digit]);
});

it("keeps what is wide, what is near the rest, and what does not touch an edge", () => {
  for (const other of [ink(0, 10, 18, 50), ink(0, 10, 27, 50), ink(3, 10, 14, 50)]) expect(kept(digit, other)).toEqual([digit, other]);
});

it("keeps all of a picture that is cut to its ink, and of one where everything touches the edges", () => {
  const high = ink(30, 1, 50, 59);
  expect(kept(high, ink(0, 1, 12, 59))).toHaveLength(2);
  expect(kept(ink(0, 10, 12, 50), ink(88, 10, 100, 50))).toHaveLength(2);
});

it("leaves out a gutter's remains along an edge, with what lies in them, beside writing with paper above and below", () => {
  const [gutter, within] = [ink(0, 4, 12, 60), ink(5, 0, 9, 20)];
  const low = ink(30, 20, 50, 38);
  expect(kept(low, gutter, within)).toEqual([low]);
  const cut = ink(0, 0, 12, 60); // a 1 of a picture that is cut to its ink, and a small zero
  for (const zero of [ink(20, 30, 40, 60), ink(14, 15, 40, 45)]) expect(kept(cut, zero)).toEqual([cut, zero]);
  expect(kept(gutter)).toEqual([gutter]);
  const speck = ink(60, 40, 63, 43);
  expect(kept(gutter, speck)).toEqual([gutter, speck]);
});

/** How many strokes at the right edge may be digits all the same, beside one in the middle. */
const perhaps = (isInk: (x: number, y: number) => boolean) => {
  const mask = drawing(size, (x, y) => ((x >= 30 && x < 50 && y >= 10 && y < 50) || isInk(x, y) ? 1 : 0));
  const { components, perhaps } = withoutCutOff(connectedComponents(mask), size);
  expect(components).toHaveLength(1);
  return perhaps.length;
};

it("tells of a stroke as high as a digit that is there whole, upright or slanted", () => {
  expect(perhaps((x, y) => x >= 95 && x < 99 && y >= 12 && y < 50)).toBe(1);
  expect(perhaps((x, y) => y >= 12 && y < 50 && Math.abs(x - 97 + (y - 12) / 5) < 2.5)).toBe(1);
});

it("tells nothing of what the cut went through, of a bow and of what is low", () => {
  expect(perhaps((x, y) => x >= 96 && y >= 12 && y < 50)).toBe(0);
  expect(perhaps((x, y) => y >= 12 && y < 50 && Math.abs(x - 91 - ((y - 31) / 6.5) ** 2) < 2)).toBe(0);
  expect(perhaps((x, y) => x >= 95 && x < 99 && y >= 30 && y < 50)).toBe(0);
});
