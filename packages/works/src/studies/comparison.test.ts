import { expect, it } from "vitest";
import { compared } from "./comparison.js";

const run = (seed: number, ...hits: number[]) => ({ seed, hits: Uint8Array.from(hits) });

it("tests seed by seed on the same images, and corrects for all tests together", () => {
  const first = { name: "a", runs: [run(1, 1, 1, 1, 1, 1, 1, 0, 1), run(2, 1, 1, 1, 1, 1, 1, 1, 1)] };
  const second = { name: "b", runs: [run(1, 0, 0, 0, 0, 0, 0, 1, 1), run(2, 1, 1, 1, 1, 1, 1, 1, 1)] };
  const [comparison] = compared([{ first, second }]);
  expect(comparison).toMatchObject({ first: "a", second: "b", images: 8, difference: { count: 2, mean: 0.3125 } });
  expect(comparison?.tests[0]).toEqual({
    seed: 1,
    onlyFirst: 6,
    onlySecond: 1,
    p: expect.closeTo(0.125, 12),
    holm: expect.closeTo(0.25, 12),
  });
  expect(comparison?.tests[1]).toEqual({ seed: 2, onlyFirst: 0, onlySecond: 0, p: 1, holm: 1 });
});

it("of nothing is nothing", () => {
  expect(compared([])).toEqual([]);
});
