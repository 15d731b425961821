// Which ink of a page stands together: solid boxes on a page of 1000 x 1000, their places written out.

import { describe, expect, it } from "vitest";
import { connectedComponents } from "../../image/ink/connected-components.js";
import { pageWords } from "./page-words.js";

const SIDE = 1000;

/** The words of a page with boxes [left, top, width, height]: each as the left edges of its ink. */
function wordsOf(
  boxes: readonly (readonly [left: number, top: number, width: number, height: number])[],
  frames: number[][] = [],
): number[][] {
  const mask = new Uint8Array(SIDE * SIDE);
  for (const [left, top, width, height] of boxes) {
    for (let row = top; row < top + height; row++) mask.fill(1, row * SIDE + left, row * SIDE + left + width);
  }
  const printed = frames.map(([left = 0, top = 0, right = 0, bottom = 0]) => ({ left, top, right, bottom }));
  return pageWords(connectedComponents({ pixels: mask, height: SIDE, width: SIDE }), { height: SIDE, width: SIDE }, printed)
    .map(({ signs }) => signs.map(({ left }) => left))
    .sort(([one = 0], [other = 0]) => one - other);
}

describe("signs are of one word", () => {
  it.each([
    ["up to 0.65 heights of the lower one apart", 13, [[100, 113 + 10]]],
    ["and no further", 14, [[100], [124]]],
  ])("%s", (_, gap, words) => {
    expect(wordsOf([[100, 100, 10, 20], [110 + gap, 100, 10, 20]])).toEqual(words); // biome-ignore format: a box a row
  });

  it.each([
    ["where one is 1.8 times as high as the other", 36, [[100, 115]]],
    ["and not where it is higher, as large writing beside small print", 38, [[100], [115]]],
  ])("%s", (_, height, words) => {
    expect(wordsOf([[100, 100, 10, height], [115, 100 + height - 20, 10, 20]])).toEqual(words); // biome-ignore format: a box a row
  });

  it.each([
    ["where they share 0.45 of the lower one's height", 11, [[100, 115]]],
    ["and not where they share less", 12, [[100], [115]]],
  ])("%s", (_, lower, words) => {
    expect(wordsOf([[100, 100, 10, 20], [115, 100 + lower, 10, 20]])).toEqual(words); // biome-ignore format: a box a row
  });

  it("where the lower one is a point or comma at the other's foot, though it is less than half as high", () => {
    expect(wordsOf([[100, 100, 10, 40], [115, 132, 5, 8], [125, 100, 10, 40]])).toEqual([[100, 115, 125]]); // biome-ignore format: a box a row
  });

  it("and not across the edge of a printed box", () => {
    const pair = [[100, 100, 10, 20], [115, 100, 10, 20]] as const; // biome-ignore format: a box a row
    expect(wordsOf(pair)).toEqual([[100, 115]]);
    expect(wordsOf(pair, [[90, 90, 113, 130]])).toEqual([[100], [115]]);
  });
});

it("what is lower than 0.006 of the page, or higher than 0.12 of it, is no word", () => {
  expect(wordsOf([[100, 100, 10, 6], [300, 100, 10, 120], [500, 100, 10, 5], [700, 100, 10, 121]])).toEqual([[100], [300]]); // biome-ignore format: a box a row
});
