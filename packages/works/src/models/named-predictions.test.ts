import { expect, it } from "vitest";
import { namedPredictions } from "./named-predictions.js";

const probabilities = Float32Array.of(0.25, 0.75, 1, 0);

it("labels digits with numbers, and other classes with their names", () => {
  const untold = { isDigit: null, digitScore: null };
  expect(namedPredictions({ probabilities }, ["0", "1"])).toEqual([
    { label: 1, confidence: 0.75, probabilities: [0.25, 0.75], ...untold },
    { label: 0, confidence: 1, probabilities: [1, 0], ...untold },
  ]);
  expect(namedPredictions({ probabilities }, ["zero", "one"]).map(({ label }) => label)).toEqual(["one", "zero"]);
  expect(namedPredictions({ probabilities }, ["1", "0"]).map(({ label }) => label)).toEqual(["0", "1"]);
});

it("says of each picture whether it is a digit, where the model can tell", () => {
  const found = namedPredictions({ probabilities, membership: Float64Array.of(-9.5, -120), isMember: Uint8Array.of(1, 0) }, ["0", "1"]);
  expect(found.map(({ isDigit, digitScore }) => [isDigit, digitScore])).toEqual([
    [true, -9.5],
    [false, -120],
  ]);
});
