import { expect, test } from "vitest";
import { ShapeError } from "../errors.js";
import { confusionViews } from "./confusion-cells.js";
import { confusionPlot } from "./confusion-plot.js";
import { PLOT_WIDTH } from "./plot-spec.js";

const confusion = [
  [979, 0, 1],
  [0, 1135, 0],
  [6, 2, 1024],
];
const classNames = ["0", "1", "2"];

test("draws what is stored", async () => {
  const spec = confusionPlot({ confusion, classNames });
  await expect(`${JSON.stringify(spec, null, 2)}\n`).toMatchFileSnapshot("__snapshots__/confusionPlot.json.snap");
});

test.each(confusionViews.slice(1))('draws the view "%s" as stored', async (view) => {
  const { title, data } = confusionPlot({ confusion, classNames, view });
  await expect(`${JSON.stringify({ title, data }, null, 2)}\n`).toMatchFileSnapshot(`__snapshots__/confusionPlot-${view}.json.snap`);
});

test("the view of mistakes has no diagonal, and sums that keep apart from a class of the same name", () => {
  const spec = confusionPlot({ confusion, classNames: ["0", "Σ", "2"], view: "mistakes" });
  const { values } = spec.data as { values: { label: string; predicted: string; count: number }[] };
  expect(values.filter(({ label, predicted }) => label === predicted)).toEqual([expect.objectContaining({ label: " Σ ", count: 9 })]);
  expect(values.filter(({ predicted }) => predicted === " Σ ").map(({ count }) => count)).toEqual([1, 0, 8, 9]);
});

test("says in words how many are wrong", () => {
  const { description } = confusionPlot({ confusion, classNames });
  expect(description).toBe("Confusion matrix of 3147 images, 9 of them wrong; a row a true class, a column a predicted one.");
});

test("pairs that never happened are not drawn", () => {
  expect((confusionPlot({ confusion, classNames }).data as { values: unknown[] }).values).toHaveLength(6);
});

test("is as wide as the other plots, with few classes and with long names", () => {
  for (const names of [
    ["0", "1"],
    ["T-shirt", "Ankle boot"],
  ]) {
    const { width, padding } = confusionPlot({
      confusion: [
        [1, 0],
        [0, 1],
      ],
      classNames: names,
    }) as unknown as Size;
    expect(width + padding.left + padding.right).toBe(PLOT_WIDTH);
  }
});

test("with many classes the cells stay large enough to see", () => {
  const many = Array.from({ length: 47 }, () => Array.from({ length: 47 }, () => 1));
  expect((confusionPlot({ confusion: many, classNames: many.map((_, index) => String(index)) }) as unknown as Size).width).toBe(47 * 16);
});

test.each([
  ["[3, 3] counts for 3 class names, got [2, 3]", confusion.slice(1), classNames],
  [
    "[3, 3] counts for 3 class names, got [3, 2]",
    [
      [1, 2, 3],
      [1, 2],
      [1, 2, 3],
    ],
    classNames,
  ],
  ["[0, 0] counts for 0 class names, got [0, 0]", [], []],
])("takes %s: refused", (text, counts, names) => {
  expect(() => confusionPlot({ confusion: counts, classNames: names })).toThrow(ShapeError);
  expect(() => confusionPlot({ confusion: counts, classNames: names })).toThrow(`confusionPlot takes ${text}; pass one name a class`);
});

interface Size {
  width: number;
  padding: { left: number; right: number };
}
