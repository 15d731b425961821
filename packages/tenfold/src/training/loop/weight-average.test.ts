import { describe, expect, it } from "vitest";
import { expectNear } from "../../../test/lab.js";
import { strokes } from "../../../test/strokes.js";
import { elastic } from "../../augment/elastic.js";
import type { Callback } from "../../callbacks/callback.js";
import { checkpoint } from "../../callbacks/checkpoint.js";
import { batchNorm } from "../../layers/batch-norm.js";
import { conv2d } from "../../layers/conv2d.js";
import { dense } from "../../layers/dense.js";
import { globalAveragePool2d } from "../../layers/global-average-pool2d.js";
import { relu } from "../../layers/relu.js";
import { residual } from "../../layers/residual.js";
import { softmax } from "../../layers/softmax.js";
import { squeezeExcite } from "../../layers/squeeze-excite.js";
import { categoricalCrossentropy } from "../../losses/categorical-crossentropy.js";
import { accuracy } from "../../metrics/accuracy.js";
import { decodeModel } from "../../model/files/model-file.js";
import { sequential } from "../../model/network/sequential.js";
import type { WeightValues } from "../../model/network/weights.js";
import { decodeSafetensors, encodeSafetensors } from "../../model/stored/safetensors.js";
import { adam } from "../../optimizers/adam.js";
import { compile } from "../labels/compile.js";

const small = () =>
  sequential({ name: "small" }, [
    conv2d(8, 5, { stride: 2 }),
    batchNorm({ momentum: 0.9 }),
    relu(),
    residual([conv2d(8, 3), batchNorm({ momentum: 0.9 }), squeezeExcite(8, 2)]),
    globalAveragePool2d(),
    dense(10),
    softmax(),
  ]);

const loss = categoricalCrossentropy({ smoothing: 0.1 });
const compiled = (threads = 1) => compile(small(), { optimizer: adam({ rate: 5e-3 }), loss, metrics: [accuracy()], seed: 3, threads });
const augment = elastic({ strength: 0.5, rotateDegrees: 5, shift: 0.02, zoom: 0.05 });
const data = strokes(150);
const validation = strokes(60, 2);
const averageWeights = { decay: 0.8 };
const plan = { epochs: 3, batchSize: 40, augment, validation, averageWeights };

function memorySink() {
  const written: Uint8Array[] = [];
  return { where: "memory", written, write: async (bytes: Uint8Array) => void written.push(bytes) };
}

describe("averaged weights", () => {
  it("are the running mean of every step's, which training goes on without noticing", async () => {
    const model = await compiled();
    const means: Record<string, Float64Array> = {};
    const take = (weights: WeightValues, share: number) => {
      for (const [name, { data }] of Object.entries(weights)) {
        means[name] = Float64Array.from(data, (value, at) => {
          const before = means[name]?.[at] ?? value;
          return before + share * (value - before);
        });
      }
    };
    take(model.weights(), 1);
    let step = 0;
    const losses: unknown[] = [];
    const watch: Callback = {
      name: "watch",
      onBatchEnd({ metrics }) {
        take(model.weights(), 1 - Math.min(0.8, (1 + step) / (10 + step)));
        step++;
        losses.push(metrics.loss);
      },
    };
    const sink = memorySink();
    await model.fit(data, { ...plan, callbacks: [watch, checkpoint({ to: sink })] });
    for (const [name, { data: values }] of Object.entries(model.weights())) expectNear(values, means[name]!, 1e-4, name);
    expect(sink.written.length).toBeGreaterThan(0);
    const scores = await model.evaluate(validation);
    await model.dispose();

    const plain = await compiled();
    const without: unknown[] = [];
    await plain.fit(data, {
      ...plan,
      averageWeights: undefined,
      callbacks: [{ name: "watch", onBatchEnd: ({ metrics }) => void without.push(metrics.loss) }],
    });
    await plain.dispose();
    expect(losses).toEqual(without);
    expect(Number.isFinite(scores.loss)).toBe(true);
  });

  it("are what is judged and saved after each epoch", async () => {
    const model = await compiled();
    const sink = memorySink();
    const { epochs } = await model.fit(data, { ...plan, epochs: 1, callbacks: [checkpoint({ to: sink })] });
    expect(decodeModel(sink.written[0] as Uint8Array, "best").weights).toEqual(model.weights());
    expect((await model.evaluate(validation)).loss).toBeCloseTo(epochs[0]?.val_loss as number, 5);
    await model.dispose();
  });

  it("are the same after an interruption at any step, on any number of threads", async () => {
    const whole = await compiled(3);
    await whole.fit(data, plan);
    const expected = whole.weights();
    await whole.dispose();
    for (const stopAt of [1, 4, 6]) {
      const keep = memorySink();
      const abort = new AbortController();
      let steps = 0;
      const first = await compiled();
      const interrupt: Callback = { name: "interrupt", onBatchEnd: () => void (++steps === stopAt && abort.abort()) };
      expect((await first.fit(data, { ...plan, callbacks: [interrupt], signal: abort.signal, keep })).interrupted).toBe(true);
      await first.dispose();
      const second = await compiled(2);
      await second.fit(data, { ...plan, resume: keep.written.at(-1) as Uint8Array });
      expect(second.weights()).toEqual(expected);
      await second.dispose();
    }
  });

  it("belong to the recipe, and are asked for whole", async () => {
    const keep = memorySink();
    const model = await compiled();
    await model.fit(data, { ...plan, epochs: 1, keep });
    const resume = keep.written.at(-1) as Uint8Array;
    const again = (more: object) => model.fit(data, { ...plan, epochs: 1, resume, ...more });
    await expect(again({ averageWeights: undefined })).rejects.toThrow("the run to resume had averageWeights 0.8, this one has none");
    await expect(again({ averageWeights: { decay: 0.9 } })).rejects.toThrow("the run to resume had averageWeights 0.8, this one has 0.9");
    await expect(again({ averageWeights: { decay: 1 } })).rejects.toThrow("averageWeights has decay 1, a share from 0 up to but not 1");
    const { tensors, metadata } = decodeSafetensors(resume, "kept");
    const { "callback/averageWeights/0": _, ...rest } = tensors;
    await expect(again({ resume: encodeSafetensors(rest, metadata) })).rejects.toThrow("does not hold the mean of this network's weights");
    await model.dispose();
  });
});

describe("label smoothing", () => {
  it("changes what is learned, and not how it is judged", async () => {
    const [smooth, plain] = await Promise.all(
      [0.2, 0].map(async (smoothing) => {
        const options = {
          optimizer: adam({ rate: 5e-3 }),
          loss: categoricalCrossentropy({ smoothing }),
          metrics: [accuracy()],
          seed: 3,
          threads: 1,
        };
        const model = await compile(small(), options);
        const first = await model.evaluate(validation);
        const { epochs } = await model.fit(data, { epochs: 12, batchSize: 40 });
        const probabilities = await model.predict(data.images);
        const surest = Array.from({ length: 150 }, (_, row) => Math.max(...probabilities.subarray(row * 10, row * 10 + 10)));
        await model.dispose();
        return { first, loss: epochs.at(-1)?.loss as number, mean: surest.reduce((sum, p) => sum + p, 0) / 150 };
      }),
    );
    expect(smooth!.first).toEqual(plain!.first);
    expect(smooth!.loss).toBeGreaterThan(plain!.loss);
    expect(smooth!.mean).toBeLessThan(plain!.mean);
  });

  it("is a share", () => {
    expect(() => categoricalCrossentropy({ smoothing: 1 })).toThrow(
      "categoricalCrossentropy({ smoothing: 1 }): the share is at least 0 and less than 1",
    );
    expect(categoricalCrossentropy().config).toEqual({});
    expect(categoricalCrossentropy({ smoothing: 0.1 })).toMatchObject({ kind: "categorical_crossentropy", config: { smoothing: 0.1 } });
  });
});
