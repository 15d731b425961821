import { describe, expect, it } from "vitest";
import type { PageWord } from "./page-words.js";
import { zipPlaces } from "./zip-places.js";

/** A word of five signs, 30 pixels high. */
function code(left: number, top: number): PageWord {
  const box = { left, top, right: left + 120, bottom: top + 30 };
  return { ...box, signs: [box], height: 30, count: 5, uneven: 0.1, pen: 0.1 };
}
const page = (...words: readonly PageWord[]) => ({
  words,
  frames: [],
  height: 660,
  width: 1400,
  ink: { pixels: new Uint8Array(), height: 0, width: 0 },
  toSource: [1, 0, 0, 0, 1, 0, 0, 0, 1] as const,
});

describe("zipPlaces", () => {
  it("takes up to thirteen signs for a code, and more for the bars of a machine", () => {
    const signs = (count: number) => zipPlaces(page({ ...code(800, 420), count })).length;
    expect([13, 14].map(signs)).toEqual([1, 0]);
  });

  it.each([
    ["where the sender's address is", code(60, 120), false],
    ["under the stamp", code(1100, 100), false],
    ["at the foot", code(600, 625), false],
    ["in the address", code(800, 420), true],
  ])("says whether a code %s is sure by its place", (_, word, isSure) => {
    const [place] = zipPlaces(page(word));
    expect(place?.doubt).toBe(isSure ? undefined : "it stands where the sender's address, a stamp or what is printed at the foot is");
  });
});
