import { expect, test } from "vitest";
import { ShapeError } from "../errors.js";
import { confusionCells, confusionViews, errorLevels } from "./confusion-cells.js";

const confusion = [
  [2999, 0, 1],
  [0, 1000, 0],
  [10, 40, 950],
];

const texts = (view: (typeof confusionViews)[number]) =>
  confusionCells(confusion, view).map(({ label, predicted, text }) => [label, predicted, text]);

test("counts are written as they are, pairs that never happened are left out", () => {
  expect(texts("counts")).toEqual([
    [0, 0, "2999"],
    [0, 2, "1"],
    [1, 1, "1000"],
    [2, 0, "10"],
    [2, 1, "40"],
    [2, 2, "950"],
  ]);
});

test("shares are percent of a row, a column or of everything; nothing short of all reads 100", () => {
  expect(texts("true").map(([, , text]) => text)).toEqual(["99.9", "0.03", "100", "1.0", "4.0", "95.0"]);
  expect(texts("predicted").map(([, , text]) => text)).toEqual(["99.7", "0.11", "96.2", "0.33", "3.8", "99.9"]);
  expect(texts("all").map(([, , text]) => text)).toEqual(["60.0", "0.02", "20.0", "0.20", "0.80", "19.0"]);
});

test("shares of each kind add up", () => {
  for (const view of ["true", "all"] as const) {
    const sum = confusionCells(confusion, view)
      .filter(({ label }) => view === "all" || label === 2)
      .reduce((total, { text }) => total + Number(text), 0);
    expect(sum).toBeCloseTo(100, 0);
  }
});

test("mistakes alone are without what was read right", () => {
  expect(texts("mistakes")).toEqual([
    [0, 2, "1"],
    [2, 0, "10"],
    [2, 1, "40"],
  ]);
});

test("what was read right has level 0, a single mistake among thousands level 1, the most frequent one level 5", () => {
  const levels = (view: (typeof confusionViews)[number]) => confusionCells(confusion, view).map(({ level }) => level);
  expect(levels("counts")).toEqual([0, 1, 0, 4, 5, 0]);
  for (const view of confusionViews) expect(new Set(levels(view))).toContain(5);
  for (const view of confusionViews) expect(new Set(levels(view))).toContain(1);
});

test("a network without mistakes, one image and classes without images have their cells, too", () => {
  expect(confusionCells([[1]], "all")).toEqual([{ label: 0, predicted: 0, count: 1, text: "100", level: 0 }]);
  expect(
    confusionCells(
      [
        [0, 0],
        [0, 0],
      ],
      "true",
    ),
  ).toEqual([]);
  expect(confusionCells([[7]], "mistakes")).toEqual([]);
});

test.each([
  [1, [2, 3, 4, 5]],
  [6, [2, 3, 4, 5]],
  [100, [3, 7, 16, 40]],
])("with %d as the largest count of mistakes, the colors change at %j", (largest, levels) => {
  expect(errorLevels(largest)).toEqual(levels);
});

test("takes a square only", () => {
  expect(() => confusionCells([[1, 2]])).toThrow(ShapeError);
  expect(() => confusionCells([[1, 2]])).toThrow("confusionCells takes a square of counts, got a row of 2 among 1 rows");
});
