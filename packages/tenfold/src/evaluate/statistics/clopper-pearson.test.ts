import { expect, it } from "vitest";
import { clopperPearsonUpper } from "./clopper-pearson.js";

it("without a hit is where so many draws without one are as likely as the doubt: 1 - 0.05^(1 / n)", () => {
  for (const count of [1, 10, 600]) expect(clopperPearsonUpper(0, count, 0.95)).toBeCloseTo(1 - 0.05 ** (1 / count), 12);
});

it("with one hit of two is where all but both is the doubt's other side: 1 - p² = 0.05", () => {
  expect(clopperPearsonUpper(1, 2, 0.95)).toBeCloseTo(Math.sqrt(0.95), 12);
});

it.each([
  [1, 10, 0.95],
  [30, 4000, 0.99],
])("with %i hits of %i is where so few hits are as likely as the doubt", (hits, count, confidence) => {
  const share = clopperPearsonUpper(hits, count, confidence);
  let term = (1 - share) ** count;
  let sum = term;
  for (let hit = 1; hit <= hits; hit++) {
    term *= ((count - hit + 1) / hit) * (share / (1 - share));
    sum += term;
  }
  expect(sum).toBeCloseTo(1 - confidence, 10);
});

it("knows nothing where all hit, or nothing was drawn", () => {
  expect(clopperPearsonUpper(10, 10, 0.95)).toBe(1);
  expect(clopperPearsonUpper(0, 0, 0.95)).toBe(1);
});
