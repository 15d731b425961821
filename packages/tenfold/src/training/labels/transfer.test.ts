import { describe, expect, it } from "vitest";
import { strokes } from "../../../test/strokes.js";
import type { Callback } from "../../callbacks/callback.js";
import { relabeled } from "../../data/relabeled.js";
import { batchNorm } from "../../layers/batch-norm.js";
import { conv2d } from "../../layers/conv2d.js";
import { dense } from "../../layers/dense.js";
import { flatten } from "../../layers/flatten.js";
import { globalAveragePool2d } from "../../layers/global-average-pool2d.js";
import { relu } from "../../layers/relu.js";
import { residual } from "../../layers/residual.js";
import { softmax } from "../../layers/softmax.js";
import { categoricalCrossentropy } from "../../losses/categorical-crossentropy.js";
import { accuracy } from "../../metrics/accuracy.js";
import { decodeModel, type ModelFile } from "../../model/files/model-file.js";
import { sequential } from "../../model/network/sequential.js";
import { decodeSafetensors } from "../../model/stored/safetensors.js";
import { type Transfer, transfer } from "../../model/transfer.js";
import { adam } from "../../optimizers/adam.js";
import { sgd } from "../../optimizers/sgd.js";
import { compile } from "./compile.js";

const layers = () => [
  conv2d(8, 5, { stride: 2 }),
  batchNorm({ momentum: 0.9 }),
  relu(),
  residual([conv2d(8, 3), batchNorm({ momentum: 0.9 })]),
  relu(),
  globalAveragePool2d(),
  dense(10),
  softmax(),
];

const data = strokes(120);
const plan = { epochs: 2, batchSize: 40 };
const loss = categoricalCrossentropy();

const begun = (start: Partial<Transfer>, threads = 1, optimizer = adam({ rate: 5e-3 })) =>
  compile(start.network ?? sequential({ name: "small" }, layers()), { optimizer, loss, metrics: [accuracy()], seed: 3, threads, ...start });

async function trained(): Promise<ModelFile> {
  const model = await begun({});
  await model.fit(data, plan);
  const file = decodeModel(model.encode(), "trained");
  await model.dispose();
  return file;
}

const old = await trained();
const names = Object.keys(old.weights);
/** The bias before a normalization has no gradient anyway. */
const unmoved = [...names.filter((name) => /^(conv2d|batch_normalization)\./.test(name)), "residual.conv2d.bias"];

describe("a training that begins with a trained network", () => {
  it("moves all but what is frozen, and remembers no moments of that", async () => {
    const written: Uint8Array[] = [];
    const model = await begun(transfer(old, { freeze: 1 }));
    expect(model.weights()).toEqual(old.weights);
    await model.fit(data, { ...plan, keep: { where: "memory", write: async (bytes) => void written.push(bytes) } });
    const after = model.weights();
    await model.dispose();
    expect(names.filter((name) => after[name]?.data.every((value, at) => value === old.weights[name]?.data[at]))).toEqual(unmoved);
    const { tensors } = decodeSafetensors(written.at(-1) as Uint8Array, "kept");
    expect(tensors["optimizer/m"]?.data.length).toBe(8 * 3 * 3 * 8 + 16 + 16 + 16 + 80 + 16); // without the first layers
  });

  it("is the same on any number of threads and after an interruption at any step, with factors and frozen branches", async () => {
    const start = transfer(old, { freeze: ["conv2d", "residual.batch_normalization"], oldRate: 0.25 });
    const whole = await begun(start, 3);
    await whole.fit(data, { ...plan, averageWeights: { decay: 0.8 } });
    const expected = whole.weights();
    await whole.dispose();
    for (const stopAt of [1, 4]) {
      const kept: Uint8Array[] = [];
      const keep = { where: "memory", write: async (bytes: Uint8Array) => void kept.push(bytes) };
      const abort = new AbortController();
      let steps = 0;
      const interrupt: Callback = { name: "interrupt", onBatchEnd: () => void (++steps === stopAt && abort.abort()) };
      const first = await begun(start);
      await first.fit(data, { ...plan, averageWeights: { decay: 0.8 }, callbacks: [interrupt], signal: abort.signal, keep });
      await first.dispose();
      const second = await begun(start, 2);
      await second.fit(data, { ...plan, averageWeights: { decay: 0.8 }, resume: kept.at(-1) as Uint8Array });
      expect(second.weights()).toEqual(expected);
      await second.dispose();
      const other = await begun(transfer(old, { oldRate: 0.25 }));
      await expect(other.fit(data, { ...plan, averageWeights: { decay: 0.8 }, resume: kept.at(-1) as Uint8Array })).rejects.toThrow(
        "the run to resume had rateFactors {",
      );
      await other.dispose();
    }
  });

  it("moves old layers by a share of the rate: a step of plain descent by exactly that share", async () => {
    const step = async (oldRate: number) => {
      const model = await begun(transfer(old, { oldRate }), 1, sgd({ rate: 0.5 }));
      await model.fit(data, { epochs: 1, batchSize: 120 });
      const after = model.weights();
      await model.dispose();
      return (name: string) => after[name]!.data.map((value, at) => value - (old.weights[name]?.data[at] as number));
    };
    const [whole, quarter] = [await step(1), await step(0.25)];
    expect(quarter("dense.kernel")).toEqual(whole("dense.kernel"));
    for (const name of ["conv2d.kernel", "residual.conv2d.kernel"]) {
      for (const [at, move] of quarter(name).entries()) expect(move).toBeCloseTo(0.25 * (whole(name)[at] as number), 6);
    }
  });

  it("has a fresh head for other classes, from the seed, and goes through a file", async () => {
    const newClasses = ["low", "middle", "high"];
    const start = transfer(old, { newClasses, freeze: 1 });
    const model = await begun(start);
    expect(model.weights()["dense.kernel"]?.shape).toEqual([8, 3]);
    expect(model.weights()["residual.conv2d.kernel"]).toEqual(old.weights["residual.conv2d.kernel"]);
    const labels = data.labels.map((label) => Math.floor(label / 4));
    await model.fit({ ...data, labels, classNames: newClasses }, { epochs: 1 });
    const file = decodeModel(model.encode(), "three");
    expect([file.classNames, file.network.layers.at(-1)?.output]).toEqual([newClasses, [3]]);
    await model.dispose();
    expect(relabeled({ ...data, classNames: newClasses, labels }, newClasses).labels).toEqual(labels);
  });
});

describe("transfer", () => {
  it("says what cannot be", () => {
    const headless = { ...old, network: sequential({ name: "headless" }, [conv2d(10, 28, { padding: "valid" }), flatten(), softmax()]) };
    const newClasses = ["a", "b"];
    expect(() => transfer(headless, { newClasses })).toThrow('"headless" ends with softmax, not with a dense layer and a softmax');
    expect(() => transfer(old, { newClasses, freeze: ["dense"] })).toThrow('"dense" is replaced by a fresh layer for the new classes');
    expect(() => transfer(old, { oldRate: 0 })).toThrow("oldRate is 0, a number above 0 is wanted; freeze keeps layers as they are");
    expect(() => transfer(old, { freeze: ["conv2d_7"] })).toThrow(
      '"small" has no layer "conv2d_7" with weights; those it has are conv2d, ',
    );
  });

  it("begins with weights of this network only", async () => {
    const { "conv2d.kernel": kernel, ...rest } = old.weights;
    const stranger = { ...rest, "conv2d.kernel": { ...kernel!, shape: [8, 5, 5, 1] } };
    await expect(begun({ weights: stranger })).rejects.toThrow(
      'the weights to begin with: "conv2d.kernel" is [8, 5, 5, 1], this network has',
    );
  });
});
