import { expect, test } from "vitest";
import { InputError } from "../errors.js";
import { robustnessPlot } from "./robustness-plot.js";

const scores = {
  clean: 0.9962,
  mean: 0.7012,
  corruptions: [
    { name: "fog", accuracy: 0.1214 },
    { name: "shot_noise", accuracy: 0.9836 },
    { name: "shear", accuracy: 0.9999 },
  ],
};

test("draws what is stored", async () => {
  await expect(`${JSON.stringify(robustnessPlot(scores), null, 2)}\n`).toMatchFileSnapshot("__snapshots__/robustnessPlot.json.snap");
});

test("has the best first and the mean among the others", () => {
  const { values } = robustnessPlot(scores).data as { values: { name: string; label: string }[] };
  expect(values.map(({ name, label }) => `${name} ${label}`)).toEqual(["shear 99.99 %", "shot noise 98.4 %", "mean 70.1 %", "fog 12.1 %"]);
});

test("says in words what is worst", () => {
  expect(robustnessPlot(scores).description).toBe("Accuracy on 3 kinds of spoiled images: clean 99.6 %, mean 70.1 %, worst fog 12.1 %.");
});

test("wants a corruption at least", () => {
  expect(() => robustnessPlot({ ...scores, corruptions: [] })).toThrow(InputError);
});
