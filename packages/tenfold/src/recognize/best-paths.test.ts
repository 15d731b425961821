import { expect, it } from "vitest";
import { bestPaths, type Segment } from "./best-paths.js";

const segment = (from: number, to: number, score: number): Segment => ({ from, to, score });

it("takes one broad segment over two narrow ones where it scores more, and the other way round", () => {
  const [narrow, broad] = [[segment(0, 1, -1), segment(1, 2, -1)], segment(0, 2, -1.5)];
  expect(bestPaths([...narrow, broad], 2)).toEqual([{ segments: [broad], score: -1.5 }]);
  expect(bestPaths([...narrow, segment(0, 2, -3)], 2)).toEqual([{ segments: narrow, score: -2 }]);
});

it("gives the n best of all ways, best first", () => {
  const all = [0, 1, 2].flatMap((from) => [segment(from, from + 1, -1 - from / 8), segment(from, from + 1, -2 - from / 4)]);
  const scores = [0, 1].flatMap((a) => [0, 1].flatMap((b) => [0, 1].map((c) => [a, b, c])));
  const sums = scores.map((picks) => picks.reduce((sum, pick, at) => sum + (all[2 * at + pick]?.score ?? 0), 0));
  const wanted = sums.sort((one, other) => other - one).slice(0, 5);
  expect(bestPaths(all, 3, 5).map(({ score }) => score)).toEqual(wanted);
});

it("finds no way where a cut cannot be reached, and the empty one where there is nothing to read", () => {
  expect(bestPaths([segment(0, 1, -1), segment(2, 3, -1)], 3)).toEqual([]);
  expect(bestPaths([], 0)).toEqual([{ segments: [], score: 0 }]);
});
