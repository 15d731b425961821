import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { strokes } from "../../test/strokes.js";
import { classic } from "../architectures/classic.js";
import { quick } from "../architectures/quick.js";
import { type Images, imagesOf } from "../data/dataset.js";
import { batchNorm } from "../layers/batch-norm.js";
import { conv2d } from "../layers/conv2d.js";
import { dense } from "../layers/dense.js";
import { dropout } from "../layers/dropout.js";
import { flatten } from "../layers/flatten.js";
import { maxPool2d } from "../layers/max-pool2d.js";
import { relu } from "../layers/relu.js";
import { softmax } from "../layers/softmax.js";
import { categoricalCrossentropy } from "../losses/categorical-crossentropy.js";
import { sequential } from "../model/network/sequential.js";
import { adam } from "../optimizers/adam.js";
import { compile, load } from "../training/labels/compile.js";
import type { Model } from "../training/labels/model.js";
import { explain } from "./explain.js";
import type { Explanations } from "./explained.js";
import { featureMaps } from "./feature-maps.js";
import { firstFilters } from "./filters.js";
import { gradCam, gradCamLayer } from "./grad-cam.js";
import { occlusion } from "./occlusion.js";

const small = () =>
  sequential({ name: "small" }, [
    ...[conv2d(4, 3), batchNorm(), relu(), maxPool2d(), dropout(0.3)],
    ...[conv2d(6, 3), batchNorm(), relu(), maxPool2d(), flatten()],
    ...[dense(12), batchNorm(), relu(), dropout(0.5), dense(10), softmax()],
  ]);
const options = { optimizer: adam({ rate: 3e-3 }), loss: categoricalCrossentropy(), seed: 5, threads: 1 };
const data = strokes(300);
let model: Model;

beforeAll(async () => {
  model = await compile(small(), options);
  await model.fit(data, { epochs: 4, batchSize: 25 });
});
afterAll(() => model.dispose());

describe("look", () => {
  it("shows what the fused network computes: the last layer's outputs are the logits", async () => {
    const { logits, features } = await model.infer(data.images);
    const look = await model.look(data.images, "dense_1");
    expect(look.shape).toEqual([10]);
    look.outputs.forEach((value, index) => void expect(value).toBeCloseTo(logits[index] as number, 3));
    const penultimate = await model.look(data.images.slice(0, 5), "dropout_1");
    penultimate.outputs.forEach((value, index) => void expect(value).toBeCloseTo(features[index] as number, 3));
  });

  it("gives the gradient of a class's logit by any layer's outputs, as finite differences do", async () => {
    // A channel's β moves all of its normalized outputs alike: what it does to the logit is the sum of their gradients.
    const image = data.images.slice(3, 4);
    const weights = model.weights();
    const nudged = async (channel: number, h: number) => {
      const beta = weights["batch_normalization_1.beta"] as { shape: readonly number[]; data: Float32Array };
      const moved = beta.data.slice();
      moved[channel] = (moved[channel] as number) + h;
      const copy = await compile(small(), options);
      copy.setWeights({ ...weights, "batch_normalization_1.beta": { shape: beta.shape, data: moved } });
      const { logits } = await copy.infer(image);
      await copy.dispose();
      return logits[3] as number;
    };
    const { shape, gradients = new Float32Array(0) } = await model.look(image, "batch_normalization_1", [3]);
    expect(shape).toEqual([14, 14, 6]);
    for (let channel = 0; channel < 6; channel++) {
      const sum = gradients.reduce((total, gradient, index) => total + (index % 6 === channel ? gradient : 0), 0);
      const h = 1e-3;
      const difference = ((await nudged(channel, h)) - (await nudged(channel, -h))) / (2 * h);
      expect(Math.abs(sum - difference)).toBeLessThan(0.02 * Math.max(1, Math.abs(difference)));
    }
  });

  it("refuses layers and classes that are none", async () => {
    await expect(model.look(data.images.slice(0, 1), "conv9")).rejects.toThrow(
      'look: "small" has no layer "conv9"; it has conv2d, batch_n',
    );
    await expect(model.look(data.images.slice(0, 1), "dense", [10])).rejects.toThrow("look: there is no class 10; there are 0 to 9");
    await expect(model.look(data.images.slice(0, 2), "dense", [1])).rejects.toThrow("look: 2 pictures but 1 classes came");
  });

  it("gives its memory back", async () => {
    const before = model.engine.used;
    await model.look(data.images.slice(0, 2), "conv2d", [1, 2]);
    expect(model.engine.used).toBe(before);
  });
});

describe("gradCam", () => {
  it("is what the definition says, worked through from the maps and their gradients", async () => {
    expect(gradCamLayer(model.network)).toBe("relu_1");
    const image = data.images.slice(7, 8);
    const { outputs, gradients = new Float32Array(0) } = await model.look(image, "relu_1", [7]);
    const sums = Array.from({ length: 196 }, (_, place) => {
      let sum = 0;
      for (let channel = 0; channel < 6; channel++) {
        let weight = 0;
        for (let at = channel; at < gradients.length; at += 6) weight += (gradients[at] as number) / 196;
        sum += weight * (outputs[place * 6 + channel] as number);
      }
      return Math.max(0, sum);
    });
    // Of 14 x 14 places and 28 x 28 pixels, a pixel's center lies a quarter of the way from its own place to the next.
    const place = (row: number, column: number) => sums[Math.min(Math.max(row, 0), 13) * 14 + Math.min(Math.max(column, 0), 13)] as number;
    const beside = (pixel: number) => (pixel >> 1) + (pixel % 2 === 0 ? -1 : 1);
    const expected = Array.from({ length: 784 }, (_, at) => {
      const [y, x] = [Math.floor(at / 28), at % 28];
      const near = 0.75 * place(y >> 1, x >> 1) + 0.25 * place(y >> 1, beside(x));
      return 0.75 * near + 0.25 * (0.75 * place(beside(y), x >> 1) + 0.25 * place(beside(y), beside(x)));
    });
    const most = Math.max(...expected);
    expect(most).toBeGreaterThan(0);
    const [map = []] = (await gradCam(model, image, [7])) ?? [];
    expect([map.length, map[0]?.length]).toEqual([28, 28]);
    for (const [at, value] of map.flat().entries()) expect(value).toBeCloseTo((expected[at] as number) / most, 6);
  });

  it("lies on the stroke that the network learned to read", async () => {
    const image = strokes(10, 9).images.slice(4, 5); // its bar is in rows 11 and 12
    const [map = []] = (await gradCam(model, image, [4])) ?? [];
    const rowMeans = map.map((row) => row.reduce((sum, value) => sum + value, 0) / row.length);
    const near = rowMeans.slice(7, 17).reduce((sum, value) => sum + value, 0);
    expect(near).toBeGreaterThan(0.5 * rowMeans.reduce((sum, value) => sum + value, 0));
  });

  it("says nothing of a network without convolutions", async () => {
    const plain = await compile(sequential({ name: "plain" }, [flatten(), dense(10)]), options);
    expect(await gradCam(plain, data.images.slice(0, 1), [0])).toBeUndefined();
    expect(gradCamLayer(sequential({ name: "shallow" }, [relu(), maxPool2d(), flatten(), dense(10)]))).toBeUndefined();
    expect([gradCamLayer(quick()), gradCamLayer(classic())]).toEqual(["relu_3", "relu_4"]);
    expect(firstFilters(plain)).toBeUndefined();
    await plain.dispose();
  });
});

describe("occlusion", () => {
  /** Sure of class 1 by the ink of one pixel alone, in row 2 and column 3 of 6 x 5. */
  const watcher = {
    network: sequential({ name: "watcher", input: [6, 5, 1] }, [flatten(), dense(2)]),
    predict: async ({ pixels, count }: Images) =>
      Float32Array.from({ length: 2 * count }, (_, index) => {
        const ink = (pixels[(index >> 1) * 30 + 13] as number) / 255;
        return index % 2 === 1 ? ink : 1 - ink;
      }),
  };
  const image = imagesOf(new Uint8Array(30).fill(255), [1, 6, 5, 1]);

  it("is 1 where covering takes all the evidence away, as worked by hand", async () => {
    const map = await occlusion(watcher, image, { classIndex: 1, side: 1, stride: 1 });
    expect(map.map((row) => row.join(""))).toEqual(["00000", "00000", "00010", "00000", "00000", "00000"]);
    // Squares of 2 x 2 at every place: the pixel's 4 squares cover it, 2 of the 4 of its neighbor below, 1 of those across.
    const wide = await occlusion(watcher, image, { classIndex: 1, side: 2, stride: 1 });
    expect([wide[2]?.[3], wide[3]?.[3], wide[3]?.[4], wide[4]?.[3]]).toEqual([1, 0.5, 0.25, 0]);
    const other = await occlusion(watcher, image, { classIndex: 0, side: 1, stride: 1 });
    expect(other[2]?.[3]).toBe(-1);
  });

  it("covers every pixel, whatever side and stride", async () => {
    for (const [side, stride] of [
      [3, 2],
      [2, 2],
      [5, 3],
      [9, 4],
      [4, 1],
    ] as const) {
      const map = await occlusion(watcher, image, { classIndex: 1, side, stride });
      expect(map.flat().every(Number.isFinite)).toBe(true);
      expect(map[2]?.[3]).toBe(1);
    }
  });

  it("refuses what leaves pixels uncovered, and classes and images that are none", async () => {
    await expect(occlusion(watcher, image, { classIndex: 1, side: 2, stride: 3 })).rejects.toThrow("side 2 and stride 3");
    await expect(occlusion(watcher, image, { classIndex: 2 })).rejects.toThrow("there is no class 2; there are 0 to 1");
    await expect(occlusion(model, data.images, { classIndex: 2 })).rejects.toThrow("occlusion takes one image, got 300");
  });
});

describe("explain", () => {
  it("tells the surest mistakes and the least sure hits, with maps of the image's size", async () => {
    const labels = data.labels.map((label, index) => (index % 50 === 0 ? (label + 1) % 10 : label));
    const probabilities = await model.predict(data.images);
    const found: Explanations = await explain(model, { ...data, labels }, { probabilities, labels, classes: 10 }, { most: 3 });
    expect(found.filters).toMatchObject({ layer: "conv2d", height: 3, width: 3, channels: 1 });
    expect(found.filters?.filters.map((filter) => filter.length)).toEqual([9, 9, 9, 9]);
    expect(found.filters?.filters[1]?.[2]).toBe(model.weights()["conv2d.kernel"]?.data[2 * 4 + 1]);
    expect(found.mistakes.length).toBe(3);
    expect(found.mistakes.every(({ label, predicted }) => label !== predicted)).toBe(true);
    expect(found.doubtfulHits.every(({ label, predicted }) => label === predicted)).toBe(true);
    const [first, second] = found.doubtfulHits;
    expect(first?.confidence).toBeLessThanOrEqual(second?.confidence as number);
    expect(first?.top3.map(({ probability }) => probability)).toEqual(
      [...(first?.top3 ?? [])].map((one) => one.probability).sort((a, b) => b - a),
    );
    for (const { gradCam: cam, occlusion: covered } of [...found.mistakes, ...found.doubtfulHits]) {
      expect([cam?.length, cam?.[0]?.length, covered.length, covered[27]?.length]).toEqual([28, 28, 28, 28]);
      expect([...(cam ?? []), ...covered].flat().every((value) => value >= -1 && value <= 1)).toBe(true);
    }
  });

  it("shows a layer's maps, one a channel", async () => {
    const maps = await featureMaps(model, data.images.slice(0, 1), "conv2d_1");
    expect([maps.length, maps[0]?.length, maps[0]?.[0]?.length]).toEqual([6, 14, 14]);
    await expect(featureMaps(model, data.images.slice(0, 1), "dense")).rejects.toThrow('"dense" makes 12 numbers, no maps');
  });

  it("gives the same for a loaded model", async () => {
    const { network, classNames } = model;
    const loaded = await load({ network, classNames, weights: model.weights(), metadata: {} }, { threads: 2 });
    const image = data.images.slice(1, 2);
    expect(await gradCam(loaded, image, [1])).toEqual(await gradCam(model, image, [1]));
    await loaded.dispose();
  });
});
