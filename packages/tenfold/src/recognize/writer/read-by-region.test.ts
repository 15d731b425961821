import { expect, it } from "vitest";
import type { Lattice } from "../lattice.js";
import { latticesByRegion } from "./read-by-region.js";

/** A piece that is a 1, and by so much less a 7; in proportion nothing else. */
function lattice(less: number): Lattice {
  const symbols = Array.from({ length: 10 }, (_, digit) => ({ text: String(digit), score: digit === 1 ? 0 : digit === 7 ? -less : -40 }));
  const digit = { pixels: new Uint8Array(784).fill(9), height: 28, width: 28, toSource: [1, 0, 0, 0, 1, 0, 0, 0, 1] as const };
  const box = { left: 0, top: 0, right: 28, bottom: 28 };
  return { cuts: 1, pieces: [{ ...{ from: 0, to: 1, box, digit, other: -40 }, symbols: symbols.sort((a, b) => b.score - a.score) }] };
}

it("asks a region of ink that is less than e^8 times likelier one of its digits than another, and leaves other ink as it is", async () => {
  const asked: number[] = [];
  const terms = async (pictures: Uint8Array) => {
    asked.push(pictures.length / 784);
    return Float32Array.from({ length: (10 * pictures.length) / 784 }, (_, at) => (at % 10 === 7 ? 9 : 0));
  };
  const [open, decided] = await latticesByRegion([lattice(7.9), lattice(8.1)], { terms }, "DE");
  expect(asked).toEqual([1]);
  expect(open?.pieces[0]?.symbols[0]?.text).toBe("7"); // 9 - 7.9 more than the 1
  expect(decided).toEqual(lattice(8.1));
});
