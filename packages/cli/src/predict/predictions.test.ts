import { expect, it } from "vitest";
import { predictions, predictionTable } from "./predictions.js";

const probabilities = Float32Array.of(0.25, 0.75, 1, 0);

it("labels digits with numbers, and other classes with their names", () => {
  expect(predictions(probabilities, ["0", "1"])).toEqual([
    { label: 1, confidence: 0.75, probabilities: [0.25, 0.75] },
    { label: 0, confidence: 1, probabilities: [1, 0] },
  ]);
  expect(predictions(probabilities, ["zero", "one"]).map(({ label }) => label)).toEqual(["one", "zero"]);
  expect(predictions(probabilities, ["1", "0"]).map(({ label }) => label)).toEqual(["0", "1"]);
});

it("shows a picture a line", () => {
  const table = predictionTable(["seven.png", "b"], predictions(probabilities, ["0", "1"]));
  expect(table).toBe("Picture    Label  Confidence\nseven.png      1     75.00 %\nb              0       100 %\n");
});
