import { afterAll, beforeAll, expect, it } from "vitest";
import { expectNear } from "../../../test/lab.js";
import { strokes } from "../../../test/strokes.js";
import { imagesOf } from "../../data/dataset.js";
import { conv2d } from "../../layers/conv2d.js";
import { dense } from "../../layers/dense.js";
import { flatten } from "../../layers/flatten.js";
import { relu } from "../../layers/relu.js";
import { softmax } from "../../layers/softmax.js";
import { categoricalCrossentropy } from "../../losses/categorical-crossentropy.js";
import { sequential } from "../../model/network/sequential.js";
import { adam } from "../../optimizers/adam.js";
import { compile } from "../labels/compile.js";
import type { Model } from "../labels/model.js";

const data = strokes(9);
let model: Model;
beforeAll(async () => {
  const network = sequential({ name: "small" }, [conv2d(3, 3, { stride: 2 }), relu(), flatten(), dense(10), softmax()]);
  model = await compile(network, { optimizer: adam(), loss: categoricalCrossentropy(), seed: 3, threads: 1 });
});
afterAll(() => model.dispose());

/** The pictures moved by whole pixels, with paper where nothing comes from. */
function moved(down: number, across: number): Uint8Array {
  const { pixels } = data.images;
  return pixels.map((_, at) => {
    const [image, y, x] = [Math.floor(at / 784), (Math.floor(at / 28) % 28) - down, (at % 28) - across];
    return y < 0 || y > 27 || x < 0 || x > 27 ? 0 : (pixels[image * 784 + y * 28 + x] as number);
  });
}

it("averages the probabilities of a picture and of those shifted by a pixel", async () => {
  const views = [moved(0, 0), moved(-1, 0), moved(1, 0), moved(0, -1), moved(0, 1)];
  const found: Float32Array[] = [];
  for (const view of views) found.push(await model.predict(view));
  const mean = Array.from({ length: 90 }, (_, at) => found.reduce((sum, one) => sum + (one[at] as number), 0) / 5);
  expectNear(await model.predict(data.images, { views: 5 }), mean, 1e-6);
  const floats = Float32Array.from(data.images.pixels, (byte) => byte / 255);
  expectNear(await model.predict(floats, { views: 5 }), mean, 1e-6);
  expect(await model.predict(data.images, { views: 1 })).toEqual(await model.predict(data.images));
});

it("judges by the averaged probabilities", async () => {
  const probabilities = await model.predict(data.images, { views: 9 });
  const { loss } = await model.evaluate(data, { views: 9 });
  const surprise = Array.from(data.labels, (label, row) => -Math.log(probabilities[row * 10 + label] as number));
  expect(loss).toBeCloseTo(surprise.reduce((sum, one) => sum + one, 0) / 9, 5);
});

it("takes a whole number from 1 to 9", async () => {
  await expect(model.predict(data.images, { views: 10 })).rejects.toThrow("predict: views is 10, a whole number from 1 to 9 is wanted");
  await expect(model.evaluate(data, { views: 0 })).rejects.toThrow("evaluate: views is 0, a whole number from 1 to 9 is wanted");
  expect(await model.predict(imagesOf(new Uint8Array(0), [0, 28, 28, 1]), { views: 3 })).toEqual(new Float32Array(0));
});
