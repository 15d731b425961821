import { expect, it } from "vitest";
import { paretoFront } from "./pareto-front.js";

it("leaves out what another beats", () => {
  const choices = [
    { cost: 1, value: 0.9 },
    { cost: 2, value: 0.89 }, // dearer and worse than the first
    { cost: 3, value: 0.95 },
    { cost: 3, value: 0.94 }, // as dear and worse
    { cost: 4, value: 0.95 }, // as good and dearer
  ];
  expect(paretoFront(choices)).toEqual([true, false, true, false, false]);
});

it("keeps equals, and one alone", () => {
  expect(
    paretoFront([
      { cost: 1, value: 1 },
      { cost: 1, value: 1 },
    ]),
  ).toEqual([true, true]);
  expect(paretoFront([{ cost: 9, value: 0 }])).toEqual([true]);
  expect(paretoFront([])).toEqual([]);
});
