import { expect, it } from "vitest";
import { InputError } from "../../errors.js";
import { checkPredictions } from "./predictions.js";

const check = (...probabilities: number[]) =>
  checkPredictions("evaluation", { probabilities: Float32Array.from(probabilities), labels: [0], classes: 2 });

it("takes what float32 rounds up for a probability, and nothing else above 1", () => {
  expect(() => check(1 + 2 ** -22, 0)).not.toThrow();
  expect(() => check(1.001, 0)).toThrow(InputError);
  expect(() => check(-0.001, 1)).toThrow("row 0 holds -0.0010000000474974513, which is no probability");
  expect(() => check(Number.NaN, 1)).toThrow(InputError);
});
