import { expect, it } from "vitest";
import { trainedLooking } from "../../../test/trained-looking.js";
import { quick } from "../../architectures/quick.js";
import { imagesOf } from "../../data/dataset.js";
import { UsageError } from "../../errors.js";
import { decodeModel, encodeModel } from "../../model/files/model-file.js";
import { load } from "./compile.js";
import { quantize } from "./quantize.js";

const images = imagesOf(
  Uint8Array.from({ length: 40 * 784 }, (_, at) => (Math.floor((at % 784) / 28) % 7 === Math.floor(at / 784) % 7 ? 255 - (at % 50) : 0)),
  [40, 28, 28, 1],
);

it("stores a model in about a quarter of the bytes, and it hardly says anything else", async () => {
  const model = { ...(await trainedLooking(quick())), metadata: {} };
  const { stored, weights, clips, divergence } = await quantize(model, images, { threads: 1 });
  const [whole, small] = [encodeModel(model), encodeModel({ ...model, weights: stored })];
  expect(small.length / whole.length).toBeLessThan(0.3);

  const read = decodeModel(small, "small");
  expect(read.weights).toEqual(weights);
  expect(Object.keys(clips)).toEqual(Object.keys(model.weights).filter((name) => name.endsWith("kernel")));

  const tell = async (file: typeof model) => {
    const running = await load(file, { threads: 1 });
    return running.predict(images).finally(() => running.dispose());
  };
  const [before, after] = [await tell(model), await tell(read)];
  const moved = before.reduce((sum, p, at) => sum + p * Math.log(p / (after[at] as number)), 0) / images.count;
  expect(divergence).toBeCloseTo(moved, 6);
  expect(divergence).toBeGreaterThan(0);
  expect(divergence).toBeLessThan(0.01);
});

it("wants images", async () => {
  const model = { ...(await trainedLooking(quick())), metadata: {} };
  await expect(quantize(model, images.slice(0, 0))).rejects.toThrow(UsageError);
});
