import { expect, test } from "vitest";
import { paretoPlot } from "./pareto-plot.js";
import { PLOT_WIDTH } from "./plot-spec.js";

const choices = [
  { name: "lenet5", cost: 61706, accuracy: 0.991, front: true },
  { name: "quick", cost: 107786, accuracy: 0.9951, front: true },
  { name: "simple", cost: 225034, accuracy: 0.992, front: false },
  { name: "classic", cost: 288618, accuracy: 0.9965, front: true },
];
const plot = (drawn = choices) =>
  paretoPlot({ choices: drawn, cost: { title: "parameters", format: "~s" }, images: "12,000 validation images" });

test("draws what is stored", async () => {
  await expect(`${JSON.stringify(plot(), null, 2)}\n`).toMatchFileSnapshot("__snapshots__/paretoPlot.json.snap");
});

test("says in words which choices are on the front", () => {
  expect(plot().description).toBe("Accuracy on 12,000 validation images over parameters; on the Pareto front: lenet5, quick, classic.");
});

test("draws a single choice, and choices that are all the same", () => {
  const one = choices.slice(0, 1);
  for (const drawn of [one, [...one, ...one]]) expect(JSON.stringify(plot(drawn))).not.toMatch(/NaN|Infinity|"values":\[\]/);
});

test("is as wide as the other plots", () => {
  const { width, padding } = plot() as unknown as { width: number; padding: { left: number; right: number } };
  expect(width + padding.left + padding.right).toBe(PLOT_WIDTH);
});

test("refuses no choice, and one that costs nothing", () => {
  expect(() => plot([])).toThrow("paretoPlot: no choice came, at least one was wanted; plot finished runs");
  const free = [{ name: "air", cost: 0, accuracy: 1, front: true }];
  expect(() => plot(free)).toThrow("paretoPlot: air costs 0, and the axis takes costs above 0; leave it out");
});
