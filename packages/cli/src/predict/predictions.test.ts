import { expect, it } from "vitest";
import { predictions, predictionTable } from "./predictions.js";

const probabilities = Float32Array.of(0.25, 0.75, 1, 0);

it("labels digits with numbers, and other classes with their names", () => {
  const untold = { isDigit: null, digitScore: null };
  expect(predictions({ probabilities }, ["0", "1"])).toEqual([
    { label: 1, confidence: 0.75, probabilities: [0.25, 0.75], ...untold },
    { label: 0, confidence: 1, probabilities: [1, 0], ...untold },
  ]);
  expect(predictions({ probabilities }, ["zero", "one"]).map(({ label }) => label)).toEqual(["one", "zero"]);
  expect(predictions({ probabilities }, ["1", "0"]).map(({ label }) => label)).toEqual(["0", "1"]);
});

it("shows a picture a line", () => {
  const table = predictionTable(["seven.png", "b"], predictions({ probabilities }, ["0", "1"]));
  expect(table).toBe("Picture    Label  Confidence\nseven.png      1     75.00 %\nb              0       100 %\n");
});

it("says of each picture whether it is a digit, where the model can tell", () => {
  const found = predictions({ probabilities, membership: Float64Array.of(-9.5, -120), isMember: Uint8Array.of(1, 0) }, ["0", "1"]);
  expect(found.map(({ isDigit, digitScore }) => [isDigit, digitScore])).toEqual([
    [true, -9.5],
    [false, -120],
  ]);
  expect(predictionTable(["seven.png", "cat"], found)).toBe(
    "Picture    Label  Confidence  Digit\nseven.png      1     75.00 %    yes\ncat            0       100 %     no\n",
  );
  const letters = found.map((one) => ({ ...one, label: "a" }));
  expect(predictionTable(["a.png", "cat"], letters).split("\n")[0]).toBe("Picture  Label  Confidence  Known");
});
