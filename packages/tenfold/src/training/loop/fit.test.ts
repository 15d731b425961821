import { describe, expect, it } from "vitest";
import { strokes } from "../../../test/strokes.js";
import { affine } from "../../augment/affine.js";
import type { Callback } from "../../callbacks/callback.js";
import { checkpoint } from "../../callbacks/checkpoint.js";
import { earlyStopping } from "../../callbacks/early-stopping.js";
import { exponentialDecay, oneCycle } from "../../callbacks/learning-rate.js";
import { InputError } from "../../errors.js";
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
import type { WeightValues } from "../../model/network/weights.js";
import { adam } from "../../optimizers/adam.js";
import { sgd } from "../../optimizers/sgd.js";
import { type CompileOptions, compile, load } from "../labels/compile.js";

/** Every kind of layer, small: one convolution of each algorithm. */
const small = () =>
  sequential({ name: "small" }, [
    conv2d(8, 3),
    batchNorm({ momentum: 0.9 }),
    relu(),
    maxPool2d(),
    conv2d(8, 3),
    batchNorm({ momentum: 0.9 }),
    relu(),
    maxPool2d(),
    dropout(0.2),
    conv2d(6, 3, { padding: "valid" }),
    relu(),
    flatten(),
    dense(10),
    softmax(),
  ]);

const options = (more: Partial<CompileOptions> = {}): CompileOptions => ({
  optimizer: adam({ rate: 5e-3 }),
  loss: categoricalCrossentropy(),
  metrics: [accuracy()],
  seed: 3,
  threads: 1,
  ...more,
});

const augment = affine({ rotateDegrees: 5, shift: 0.02, zoom: 0.05 });
const data = strokes(150);
const validation = strokes(60, 2);

/** Keeps what it is given. */
function memorySink() {
  const written: Uint8Array[] = [];
  return { where: "memory", written, write: async (bytes: Uint8Array) => void written.push(bytes) };
}

function bitsOf(weights: WeightValues): Record<string, readonly number[]> {
  return Object.fromEntries(Object.entries(weights).map(([name, { data }]) => [name, Array.from(new Uint32Array(data.buffer.slice(0)))]));
}

describe("fit", () => {
  it("takes 64 images a step unless told otherwise", async () => {
    const model = await compile(small(), options());
    const steps: number[] = [];
    await model.fit(data, { epochs: 1, callbacks: [{ name: "steps", onBatchEnd: ({ batch }) => void steps.push(batch) }] });
    await model.dispose();
    expect(steps).toHaveLength(3); // of 150
  });

  it("learns, and reports what Keras reports", async () => {
    const model = await compile(small(), options());
    const { epochs, stopped } = await model.fit(data, { epochs: 10, batchSize: 32, validation });
    const { accuracy: right, confusion, count, perClass } = await model.evaluate(validation);
    await model.dispose();
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(Object.keys(epochs[0] ?? {})).toEqual([
      "epoch",
      "loss",
      "accuracy",
      "val_loss",
      "val_accuracy",
      "learning_rate",
      "seconds",
      "images_per_second",
    ]);
    expect(epochs.at(-1)?.loss).toBeLessThan((epochs[0]?.loss as number) / 3);
    expect(right).toBeGreaterThan(0.9);
    expect(right).toBe(epochs.at(-1)?.val_accuracy);
    expect(count).toBe(60);
    expect(confusion.flat().reduce((sum, n) => sum + n, 0)).toBe(60);
    expect(perClass.map(({ support }) => support)).toEqual(new Array(10).fill(6));
    expect(stopped).toBeUndefined();
  });

  it.each(["plain", "relaxed"] as const)("comes to the same weights, bit for bit, on 1, 2, 3 and 16 threads (%s build)", async (build) => {
    const found = [];
    for (const threads of [1, 2, 3, 16]) {
      const model = await compile(small(), options({ threads, build }));
      await model.fit(data, { epochs: 2, batchSize: 64, augment, validation, callbacks: [oneCycle()] });
      found.push(bitsOf(model.weights()));
      await model.dispose();
    }
    for (const other of found.slice(1)) expect(other).toEqual(found[0]);
  });

  it("comes to other weights with another seed", async () => {
    const hashes = new Set<string>();
    for (const seed of [1, 2]) {
      const model = await compile(small(), options({ seed }));
      await model.fit(data, { epochs: 1, batchSize: 64 });
      hashes.add(JSON.stringify(bitsOf(model.weights())));
      await model.dispose();
    }
    expect(hashes.size).toBe(2);
  });

  it("goes on after an interruption at any step to the weights of the uninterrupted training", async () => {
    const fitOptions = { epochs: 3, batchSize: 40, augment, validation };
    const callbacks = () => [exponentialDecay({ factor: 0.9 }), earlyStopping({ patience: 2 }), checkpoint({ to: memorySink() })];
    const whole = await compile(small(), options());
    const history = await whole.fit(data, { ...fitOptions, callbacks: callbacks() });
    const expected = bitsOf(whole.weights());
    await whole.dispose();

    for (const stopAt of [1, 4, 6]) {
      const keep = memorySink();
      const abort = new AbortController();
      let steps = 0;
      const interrupt: Callback = {
        name: "interrupt",
        onBatchEnd() {
          if (++steps === stopAt) abort.abort();
        },
      };
      const first = await compile(small(), options());
      const before = await first.fit(data, { ...fitOptions, callbacks: [...callbacks(), interrupt], signal: abort.signal, keep });
      expect(before.interrupted).toBe(true);
      await first.dispose();

      const second = await compile(small(), options({ threads: 2 }));
      const after = await second.fit(data, { ...fitOptions, callbacks: callbacks(), resume: keep.written.at(-1) as Uint8Array });
      expect(bitsOf(second.weights())).toEqual(expected);
      expect(after.epochs.map(({ loss, val_loss }) => [loss, val_loss])).toEqual(
        history.epochs.map(({ loss, val_loss }) => [loss, val_loss]),
      );
      await second.dispose();
    }
  });

  it("refuses to resume with another recipe", async () => {
    const keep = memorySink();
    const model = await compile(small(), options());
    await model.fit(data, { epochs: 1, batchSize: 64, keep });
    const resume = keep.written.at(-1) as Uint8Array;
    await expect(model.fit(data, { epochs: 1, batchSize: 32, resume })).rejects.toThrow(/batchSize 64.*32/);
    await expect(model.fit(strokes(20), { epochs: 1, batchSize: 64, resume })).rejects.toThrow(/150 images.*20 images/);
    await expect(model.fit(strokes(150, 9), { epochs: 1, batchSize: 64, resume })).rejects.toThrow(
      /the run to resume had data strokes, 150/,
    );
    const decayed = { epochs: 1, batchSize: 64, resume, callbacks: [exponentialDecay({ factor: 0.5 })] };
    await expect(model.fit(data, decayed)).rejects.toThrow("the run to resume had callbacks none, this one has exponentialDecay");
    await model.dispose();
  });

  it("stops with a sentence that names epoch, step and cause when the loss is no longer a number", async () => {
    const model = await compile(small(), options({ optimizer: sgd({ rate: 1e30 }) }));
    await expect(model.fit(data, { epochs: 3, batchSize: 64 })).rejects.toThrow(
      /^training failed in epoch 1, step \d+: the loss is (NaN|Infinity); the learning rate 1e\+30 is probably too high/,
    );
    await model.dispose();
  });

  it("refuses impossible options and data in a sentence", async () => {
    const model = await compile(small(), options());
    await expect(model.fit(data, { epochs: 0 })).rejects.toThrow("epochs");
    await expect(model.fit(data, { epochs: 1, batchSize: 0 })).rejects.toThrow("batchSize");
    await expect(model.fit({ ...data, labels: data.labels.map(() => 12) }, { epochs: 1 })).rejects.toThrow(
      'fit: label 0 of "strokes" is 12, but the network tells 10 classes apart, 0 to 9',
    );
    await expect(model.fit(data, { epochs: 1, callbacks: [earlyStopping()] })).rejects.toThrow(
      'earlyStopping watches "val_loss", but this run reports loss, accuracy; give fit() validation data',
    );
    await expect(model.predict(new Float32Array(785))).rejects.toThrow("predict: 785 numbers came, which are not whole images of 784");
    await expect(model.predict(new Float32Array(784).fill(Number.NaN))).rejects.toThrow(
      new InputError("predict: number 0 is NaN; floats from 0, paper, to 1, ink, are wanted"),
    );
    await expect(model.infer(new Float32Array(784).fill(200))).rejects.toThrow(
      new InputError("infer: number 0 is 200, and ink is 1; divide by the largest there is, or pass bytes as a Uint8Array"),
    );
    await model.dispose();
    await expect(compile(small(), options({ seed: -1 }))).rejects.toThrow("seed");
    await expect(compile(small(), options({ threads: 0 }))).rejects.toThrow("threads");
  });
});

describe("dispose", () => {
  it("ends a training under way with a sentence, and every later call", async () => {
    const model = await compile(small(), options({ threads: 3 }));
    const sentence = "the engine was disposed; compile or load the model again";
    const ended = expect(model.fit(data, { epochs: 50, batchSize: 8 })).rejects.toThrow(sentence);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await model.dispose();
    await ended;
    await expect(model.predict(new Float32Array(784))).rejects.toThrow(sentence);
  });
});

describe("trainOnBatch", () => {
  it("refuses what would spoil or misread", async () => {
    const model = await compile(small(), options());
    const bytes = new Uint8Array(784) as unknown as Float32Array;
    await expect(model.trainOnBatch(bytes, new Float32Array(10))).rejects.toThrow("trainOnBatch takes two Float32Arrays");
    await expect(model.trainOnBatch(new Float32Array(784), new Float32Array(9))).rejects.toThrow("want targets [1, 10], 9 numbers came");
    await expect(model.trainOnBatch(new Float32Array(784), new Float32Array(10).fill(Number.NaN))).rejects.toThrow("the loss is NaN");
    await expect(model.predict([1, 2, 3] as unknown as Float32Array)).rejects.toThrow(
      "predict: pictures is [1, 2, 3]; Images, a Uint8Array of bytes",
    );
    await model.dispose();
  });

  it("takes floats and one-hot rows, and lowers the loss on them", async () => {
    const model = await compile(small(), options());
    const images = Float32Array.from(data.images.slice(0, 32).pixels, (byte) => byte / 255);
    const targets = new Float32Array(320);
    for (let row = 0; row < 32; row++) targets[row * 10 + (data.labels[row] as number)] = 1;
    const first = await model.trainOnBatch(images, targets);
    for (let step = 0; step < 30; step++) await model.trainOnBatch(images, targets);
    const last = await model.trainOnBatch(images, targets);
    await model.dispose();
    expect(first.loss).toBeGreaterThan(1.5);
    expect(last.loss).toBeLessThan(first.loss / 4);
    expect(Object.keys(last)).toEqual(["loss", "accuracy"]);
  });
});

describe("predict", () => {
  it("gives the same for images, bytes and floats, alone or in a batch, and for a saved and loaded model", async () => {
    const model = await compile(small(), options());
    await model.fit(data, { epochs: 2, batchSize: 50 });
    const some = validation.images.slice(0, 9);
    const expected = await model.predict(some);
    expect(expected.length).toBe(90);
    for (let row = 0; row < 9; row++) expect(expected.subarray(row * 10, row * 10 + 10).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    expect(await model.predict(some.pixels)).toEqual(expected);
    expect(await model.predict(Float32Array.from(some.pixels, (byte) => Math.fround(byte / 255)))).toEqual(expected);
    expect(await model.predict(validation.images.slice(4, 5))).toEqual(expected.slice(40, 50));
    expect(await model.predict(new Uint8Array(0))).toEqual(new Float32Array(0));
    const loaded = await load(decodeModel(model.encode(), "a copy"), { threads: 2 });
    expect(await loaded.predict(some)).toEqual(expected);
    await expect(loaded.fit(data, { epochs: 1 })).rejects.toThrow(
      "fit: this model was loaded for prediction; compile() a network to train it",
    );
    await model.dispose();
    await loaded.dispose();
  });
});
