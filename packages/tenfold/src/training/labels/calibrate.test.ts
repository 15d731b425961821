import { expect, it } from "vitest";
import { strokes } from "../../../test/strokes.js";
import { quick } from "../../architectures/quick.js";
import { categoricalCrossentropy } from "../../losses/categorical-crossentropy.js";
import { largestIn } from "../../metrics/accuracy.js";
import { decodeModel } from "../../model/files/model-file.js";
import { adam } from "../../optimizers/adam.js";
import { compile, load } from "./compile.js";

it("keeps temperature and score with the model, on any number of threads, until its weights move", async () => {
  const model = await compile(quick(), { optimizer: adam({ rate: 1e-3 }), loss: categoricalCrossentropy(), seed: 1, threads: 1 });
  const [data, validation] = [strokes(300, 1), strokes(700, 2)];
  await model.fit(data, { epochs: 1, batchSize: 50 });
  const pictures = strokes(40, 3).images;
  const raw = await model.infer(pictures);
  expect([model.confidence, raw.membership, raw.isMember]).toEqual([undefined, undefined, undefined]);
  expect(raw.features.length).toBe(40 * 128);
  expect(await model.predict(pictures)).toEqual(raw.probabilities);

  const { confidence } = await model.calibrate(validation);
  expect(model.confidence).toBe(confidence);
  expect(confidence.membership?.score).toBe("mahalanobis");
  const answers = await model.infer(pictures);
  const T = confidence.temperature;
  expect(T).not.toBe(1);
  expect(answers.logits).toEqual(raw.logits);
  expect(answers.features).toEqual(raw.features);
  expect((await model.infer(pictures, { temperature: 1 })).probabilities).toEqual(raw.probabilities);
  expect(await model.predict(pictures)).toEqual(answers.probabilities);
  for (let row = 0; row < 40; row++) {
    const at = row * 10;
    const powers = Array.from(raw.logits.subarray(at, at + 10), (logit) => Math.exp(logit / T));
    const total = powers.reduce((sum, power) => sum + power);
    for (const [index, power] of powers.entries()) expect(answers.probabilities[at + index]).toBeCloseTo(power / total, 5);
    expect(largestIn(answers.probabilities, at, 10)).toBe(largestIn(raw.probabilities, at, 10));
  }

  const loaded = await load(decodeModel(model.encode(), "a copy"), { threads: 2 });
  expect(loaded.confidence).toEqual(confidence);
  const again = await loaded.infer(pictures);
  expect(again).toEqual(answers);
  await expect(loaded.infer(pictures, { temperature: 0 })).rejects.toThrow("temperature is a finite number above 0, got 0");
  await loaded.dispose();

  expect((await model.evaluate(validation)).loss).toBeGreaterThan(0); // judging moves nothing
  expect(model.confidence).toBeDefined();
  model.setWeights(model.weights());
  expect(model.confidence).toBeUndefined();
  expect(await model.predict(pictures)).toEqual(raw.probabilities);
  await model.dispose();
});
