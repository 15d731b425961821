import { expect, test } from "vitest";
import { exampleRun } from "../../test/example-run.js";
import { bestEpoch, verdict } from "./verdict.js";

const { evaluation, ...unjudged } = exampleRun;

test("says how many test images are right, how many wrong, and how sure that is", () => {
  const { sentence, trust } = verdict(exampleRun);
  expect(sentence).toBe("98.67\u00a0% of 300 test images right, 4 wrong");
  expect(trust).toMatch(/between 96\.62\u00a0% and 99\.48\u00a0% \(95\u00a0% Wilson interval\)\. The mean loss is 0\.0451\u00a0nats\./);
});

test("says none when nothing is wrong", () => {
  const perfect = {
    count: 2,
    loss: 0,
    accuracy: 1,
    confusion: [
      [1, 0],
      [0, 1],
    ],
    perClass: [],
  };
  expect(verdict({ ...exampleRun, evaluation: perfect }).sentence).toBe("100\u00a0% of 2 test images right, none wrong");
});

test("without test images, says what the validation images say, and that they are not test images", () => {
  const { sentence, trust } = verdict(unjudged);
  expect(sentence).toBe("99.10\u00a0% of the validation images right in the best epoch, 4");
  expect(trust).toMatch(/^No test images were judged\./);
});

test("an evaluation of no images counts as none", () => {
  const none = { count: 0, loss: Number.NaN, accuracy: Number.NaN, confusion: [[0]], perClass: [] };
  expect(verdict({ ...unjudged, evaluation: none }).trust).toMatch(/^No test images were judged\./);
});

test("with nothing measured, says so", () => {
  expect(verdict({ ...unjudged, history: [] }).sentence).toBe("Not trained and not judged");
});

test("the best epoch is the first of equals and skips what is not a number", () => {
  const losses = [Number.NaN, 0.2, 0.1, 0.1].map((val_loss, index) => ({ ...exampleRun.history[0], epoch: index + 1, val_loss }));
  expect(bestEpoch(losses as never, "val_loss", "lowest")).toEqual({ epoch: 3, value: 0.1 });
  expect(bestEpoch([], "val_loss", "lowest")).toBeUndefined();
});
