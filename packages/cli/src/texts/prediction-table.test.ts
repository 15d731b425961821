import { namedPredictions } from "tenfold-works/models";
import { expect, it } from "vitest";
import { predictionTable } from "./prediction-table.js";

const probabilities = Float32Array.of(0.25, 0.75, 1, 0);

it("shows a picture a line", () => {
  const table = predictionTable(["seven.png", "b"], namedPredictions({ probabilities }, ["0", "1"]));
  expect(table).toBe("Picture    Label  Confidence\nseven.png      1     75.00 %\nb              0       100 %\n");
});

it("says of each picture whether it is a digit, where the model can tell", () => {
  const found = namedPredictions({ probabilities, membership: Float64Array.of(-9.5, -120), isMember: Uint8Array.of(1, 0) }, ["0", "1"]);
  expect(predictionTable(["seven.png", "cat"], found)).toBe(
    "Picture    Label  Confidence  Digit\nseven.png      1     75.00 %    yes\ncat            0       100 %     no\n",
  );
  const letters = found.map((one) => ({ ...one, label: "a" }));
  expect(predictionTable(["a.png", "cat"], letters).split("\n")[0]).toBe("Picture  Label  Confidence  Known");
});
