import { expect, it } from "vitest";
import { cellsFrom, cellsText, gapOf } from "./cells-text.js";

it.each([
  ["8", 0, 8],
  ["2 2 4", 4, { groups: [2, 2, 4], gap: 4 }],
  ["2-2-4", 4, { groups: [2, 2, 4], gap: 4 }],
  ["1 1 1", 2, { count: 3, gap: 2 }],
  ["", 2, undefined],
  ["eight", 0, "eight"],
])("%s, %d apart, are %j", (text, gap, cells) => {
  expect(cellsFrom(text, gap)).toEqual(cells);
});

it("says them as they are written", () => {
  expect([undefined, 8, { count: 3, gap: 2 }, { groups: [2, 2, 4], gap: 4 }].map(cellsText)).toEqual(["", "8", "1 1 1", "2 2 4"]);
  expect([gapOf(8), gapOf({ groups: [1, 2], gap: 4 })]).toEqual([0, 4]);
});
