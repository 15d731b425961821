import { describe, expect, it } from "vitest";
import { strokes } from "../../../test/strokes.js";
import type { Callback } from "../../callbacks/callback.js";
import { toCategorical } from "../../data/preprocess.js";
import { DISPOSED } from "../../engine/crew.js";
import { explain } from "../../explain/explain.js";
import { gradCam } from "../../explain/grad-cam.js";
import { batchNorm } from "../../layers/batch-norm.js";
import { conv2d } from "../../layers/conv2d.js";
import { dense } from "../../layers/dense.js";
import { dropout } from "../../layers/dropout.js";
import { flatten } from "../../layers/flatten.js";
import { maxPool2d } from "../../layers/max-pool2d.js";
import { relu } from "../../layers/relu.js";
import { softmax } from "../../layers/softmax.js";
import { categoricalCrossentropy } from "../../losses/categorical-crossentropy.js";
import { accuracy } from "../../metrics/accuracy.js";
import { decodeModel } from "../../model/files/model-file.js";
import { sequential } from "../../model/network/sequential.js";
import { adam } from "../../optimizers/adam.js";
import { compile } from "./compile.js";
import { ensemble } from "./ensemble.js";
import type { Model } from "./model.js";
import { quantize } from "./quantize.js";

const small = () =>
  sequential({ name: "small" }, [
    conv2d(8, 3),
    batchNorm({ momentum: 0.9 }),
    relu(),
    maxPool2d({ size: 4 }),
    dropout(0.2),
    flatten(),
    dense(10),
    softmax(),
  ]);

const fresh = (seed = 3) =>
  compile(small(), { optimizer: adam({ rate: 5e-3 }), loss: categoricalCrossentropy(), metrics: [accuracy()], seed, threads: 1 });

const data = strokes(80);
const validation = strokes(40, 2);

/** Does the same with a fresh model twice: all calls at once, and each after the one before. */
async function bothWays<T>(calls: (model: Model) => (() => Promise<T>)[]): Promise<{ atOnce: T[]; inTurn: T[] }> {
  const [one, other] = [await fresh(), await fresh()];
  try {
    const atOnce = await Promise.all(calls(one).map((call) => call()));
    const inTurn: T[] = [];
    for (const call of calls(other)) inTurn.push(await call());
    expect(one.weights()).toEqual(other.weights());
    return { atOnce, inTurn };
  } finally {
    await Promise.all([one.dispose(), other.dispose()]);
  }
}

/** The first `n` images as floats, and their labels one-hot. */
function batchOf(n: number): [Float32Array, Float32Array] {
  const { pixels } = data.images.slice(0, n);
  return [Float32Array.from(pixels, (byte) => byte / 255), toCategorical(data.labels.slice(0, n), 10)];
}

describe("many calls on one model at once", () => {
  it("answer 60 pictures as one after the other would", async () => {
    const pictures = Array.from({ length: 60 }, (_, at) => validation.images.slice(at % 40, (at % 40) + 1 + (at % 3)));
    const { atOnce, inTurn } = await bothWays((model) => pictures.map((some) => () => model.predict(some)));
    expect(atOnce).toEqual(inTurn);
    expect(new Set(atOnce.map((said) => said.join())).size).toBeGreaterThan(40);
  });

  it("train and judge in the order in which they were called", async () => {
    const timeless = <T>(found: Promise<T>) =>
      found.then((value) => JSON.stringify(value, (key, one) => (/seconds?$/.test(key) ? 0 : one)));
    const { atOnce, inTurn } = await bothWays<unknown>((model) => [
      () => model.predict(validation.images),
      () => timeless(model.fit(data, { epochs: 1, batchSize: 16, validation })),
      () => model.evaluate(validation),
      () => model.trainOnBatch(...batchOf(50)),
      () => model.infer(validation.images),
      () => model.calibrate(validation),
      () => model.infer(validation.images),
      () => model.look(validation.images, "conv2d"),
      () => timeless(model.fit(data, { epochs: 2, batchSize: 40 })),
      () => model.trainOnBatch(...batchOf(3)),
      () => model.evaluate(validation),
      () => model.predict(validation.images.slice(0, 1)),
    ]);
    expect(atOnce).toEqual(inTurn);
    expect(atOnce[2]).not.toEqual(atOnce[10]);
  });

  it("save what those before have come to", async () => {
    const model = await fresh();
    const saved: Uint8Array[] = [];
    const sink = { where: "memory", write: async (bytes: Uint8Array) => void saved.push(bytes) };
    await Promise.all([model.fit(data, { epochs: 1, batchSize: 16 }), model.save(sink)]);
    expect(decodeModel(saved[0] as Uint8Array, "saved").weights).toEqual(model.weights());
    await model.dispose();
  });

  it("go on behind one that fails", async () => {
    const model = await fresh();
    const alone = await model.predict(validation.images);
    const [wrong, right, refused, last] = await Promise.allSettled([
      model.predict(new Float32Array(785)),
      model.predict(validation.images),
      model.fit(data, { epochs: 0 }),
      model.predict(validation.images),
    ]);
    await model.dispose();
    expect([wrong, refused]).toMatchObject([
      { reason: { message: "predict: 785 numbers came, which are not whole images of 784" } },
      { reason: { message: "fit: epochs is 0, a whole number from 1 is wanted" } },
    ]);
    expect([right, last]).toEqual([
      { status: "fulfilled", value: alone },
      { status: "fulfilled", value: alone },
    ]);
  });

  it("leave a fit that is aborted while it waits without a step", async () => {
    const model = await fresh();
    const abort = new AbortController();
    const first = model.fit(data, { epochs: 1, batchSize: 16 });
    const second = model.fit(data, { epochs: 9, batchSize: 16, signal: abort.signal });
    abort.abort();
    expect((await first).epochs).toHaveLength(1);
    const after = model.weights();
    expect(await second).toMatchObject({ epochs: [], interrupted: true });
    expect(model.weights()).toEqual(after);
    await model.dispose();
  });
});

describe("a callback of fit", () => {
  /** A training with such a callback, and the weights without. */
  async function trained(callback: (model: Model) => Omit<Callback, "name">) {
    const [model, plain] = [await fresh(), await fresh()];
    try {
      await plain.fit(data, { epochs: 2, batchSize: 16 });
      await model.fit(data, { epochs: 2, batchSize: 16, callbacks: [{ name: "asking", ...callback(model) }] });
      expect(model.weights()).toEqual(plain.weights());
    } finally {
      await Promise.all([model.dispose(), plain.dispose()]);
    }
  }

  it("may ask the model as it stands, several times and at once, without changing the training", async () => {
    const accuracies: number[] = [];
    await trained((model) => ({
      async onTrainBegin() {
        accuracies.push((await model.evaluate(validation)).accuracy);
      },
      async onEpochEnd({ epoch }) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        const [found, said, looked] = await Promise.all([
          model.evaluate(validation),
          model.predict(validation.images),
          model.look(validation.images.slice(0, 2), "conv2d"),
        ]);
        accuracies.push(found.accuracy);
        expect([epoch, said.length, looked.outputs.length]).toEqual([epoch, 400, 2 * 28 * 28 * 8]);
        const encoded = decodeModel(model.encode(), "then").weights;
        expect(encoded).toEqual(model.weights());
      },
      async onTrainEnd() {
        accuracies.push((await model.evaluate(validation)).accuracy);
      },
    }));
    expect(accuracies).toHaveLength(4);
    expect(accuracies[0]).toBeLessThan(accuracies[2] as number);
    expect(accuracies[3]).toBe(accuracies[2]);
  });

  it("may ask after a step without waiting, and be answered before the next", async () => {
    const asked: Promise<Float32Array>[] = [];
    const answered: number[] = [];
    await trained((model) => ({
      onBatchEnd() {
        const call = model.predict(validation.images.slice(0, 1));
        const at = asked.push(call);
        void call.then(() => answered.push(at, asked.length));
      },
      async onEpochEnd() {
        await Promise.all(asked);
      },
    }));
    expect(answered).toEqual(asked.flatMap((_, at) => [at + 1, at + 1]));
    const all = (await Promise.all(asked)).map((said) => said.join());
    expect(new Set(all).size).toBe(10); // the weights moved in between
  });

  it("hears that it cannot train in the midst of a training", async () => {
    const sentences: string[] = [];
    await trained((model) => ({
      async onEpochEnd() {
        for (const call of [model.fit(data, { epochs: 1 }), model.trainOnBatch(...batchOf(4))]) {
          await call.catch(({ message }: Error) => sentences.push(message));
        }
      },
    }));
    const sentence = "the model is in the midst of a training, whose callback called; call it when fit() has ended";
    expect(sentences.slice(0, 2)).toEqual([`fit: ${sentence}`, `trainOnBatch: ${sentence}`]);
  });

  it("does not let those in who called before", async () => {
    const model = await fresh();
    const order: string[] = [];
    const callbacks = [{ name: "slow", onEpochEnd: () => new Promise<void>((resolve) => setTimeout(resolve, 20)) }];
    const training = model.fit(data, { epochs: 2, batchSize: 40, callbacks }).then(() => order.push("fit"));
    const asking = model.predict(validation.images).then((said) => {
      order.push("predict");
      return said;
    });
    await training;
    const said = await asking;
    expect(order).toEqual(["fit", "predict"]);
    expect(said).toEqual(await model.predict(validation.images));
    await model.dispose();
  });

  it("makes a calibration that does not outlive the weights it was made for", async () => {
    const model = await fresh();
    const kept: boolean[] = [];
    const calibrating: Callback = {
      name: "calibrating",
      onBatchEnd: () => void kept.push(model.confidence !== undefined),
      async onEpochEnd() {
        await model.calibrate(validation);
        kept.push(model.confidence !== undefined);
      },
    };
    await model.fit(data, { epochs: 2, batchSize: 40, callbacks: [calibrating] });
    expect(kept).toEqual([false, false, true, false, false, true]);
    expect(model.confidence).toBeDefined();
    await model.dispose();
  });
});

describe("dispose", () => {
  it("fails the call at work, those that wait and all later ones with one sentence, and may be called again", async () => {
    const model = await fresh();
    const calls: readonly Promise<unknown>[] = [
      model.fit(data, { epochs: 500, batchSize: 8 }),
      model.predict(validation.images),
      model.predict(new Uint8Array(0)),
      model.evaluate(validation),
    ];
    const ended = Promise.allSettled(calls);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await Promise.all([model.dispose(), model.dispose()]);
    await model.dispose();
    const later = await Promise.allSettled([model.calibrate(validation), model.predict(validation.images)]);
    for (const one of [...(await ended), ...later]) {
      expect(one).toMatchObject({ status: "rejected", reason: { name: "UsageError", message: DISPOSED } });
    }
  });

  it("called by a callback ends the training, and waits for nothing", async () => {
    const model = await fresh();
    const callbacks = [{ name: "ending", onEpochEnd: () => model.dispose() }];
    await expect(model.fit(data, { epochs: 5, batchSize: 16, callbacks })).rejects.toThrow(DISPOSED);
  });
});

describe("what is built on models", () => {
  it("is the same at once: ensembles, explanations, saliency", async () => {
    const models = [await fresh(1), await fresh(2)] as const;
    const [first] = models;
    const together = ensemble(models);
    const probabilities = await first.predict(validation.images);
    const predictions = { probabilities, labels: validation.labels, classes: 10 };
    const calls: (() => Promise<unknown>)[] = [
      () => together.predict(validation.images),
      () => together.evaluate(validation),
      () => explain(first, validation, predictions, { most: 2 }),
      () => gradCam(first, validation.images, validation.labels),
      () => together.predict(validation.images.slice(3, 4)),
    ];
    const inTurn = [];
    for (const call of calls) inTurn.push(await call());
    expect(await Promise.all([...calls, ...calls].map((call) => call()))).toEqual([...inTurn, ...inTurn]);
    await Promise.all(models.map((model) => model.dispose()));
  });

  it("is the same at once: quantized files, and students of the same teachers", async () => {
    const teacher = await fresh(7);
    await teacher.fit(data, { epochs: 1, batchSize: 16 });
    const file = decodeModel(teacher.encode(), "teacher");
    const quantized = () => quantize(file, data.images.slice(0, 20), { threads: 1 });
    const taught = async () => {
      const student = await fresh(8);
      await Promise.all([1, 2].map(() => student.fit(data, { epochs: 1, batchSize: 40, distillation: { teachers: [file] } })));
      const weights = student.weights();
      await student.dispose();
      return weights;
    };
    const inTurn = [await quantized(), await taught()];
    expect(await Promise.all([quantized(), taught(), quantized(), taught()])).toEqual([...inTurn, ...inTurn]);
    await teacher.dispose();
  });
});
