import { describe, expect, it } from "vitest";
import { expectNear } from "../../../test/lab.js";
import { strokes } from "../../../test/strokes.js";
import { trainedLooking } from "../../../test/trained-looking.js";
import { elastic } from "../../augment/elastic.js";
import type { Callback } from "../../callbacks/callback.js";
import { startEngine } from "../../engine/engine.js";
import { batchNorm } from "../../layers/batch-norm.js";
import { conv2d } from "../../layers/conv2d.js";
import { dense } from "../../layers/dense.js";
import { dropout } from "../../layers/dropout.js";
import { flatten } from "../../layers/flatten.js";
import { globalAveragePool2d } from "../../layers/global-average-pool2d.js";
import { maxPool2d } from "../../layers/max-pool2d.js";
import { relu } from "../../layers/relu.js";
import { softmax } from "../../layers/softmax.js";
import { categoricalCrossentropy } from "../../losses/categorical-crossentropy.js";
import { accuracy } from "../../metrics/accuracy.js";
import { decodeModel } from "../../model/files/model-file.js";
import { sequential } from "../../model/network/sequential.js";
import { adam } from "../../optimizers/adam.js";
import { sgd } from "../../optimizers/sgd.js";
import { compile, load } from "../labels/compile.js";
import { ensemble } from "../labels/ensemble.js";
import type { FitOptions } from "../loop/fit-options.js";
import { gatherTeachers, type Teacher } from "./teachers.js";

const student = () =>
  sequential({ name: "student" }, [
    conv2d(8, 5, { stride: 2 }),
    batchNorm({ momentum: 0.9 }),
    relu(),
    globalAveragePool2d(),
    dense(10),
    softmax(),
  ]);
const wide = () =>
  sequential({ name: "wide" }, [conv2d(8, 3), batchNorm(), relu(), maxPool2d(), dropout(0.5), flatten(), dense(10), softmax()]);

const settings = { optimizer: adam({ rate: 5e-3 }), loss: categoricalCrossentropy(), metrics: [accuracy()], seed: 3 };
const compiled = (threads = 1) => compile(student(), { ...settings, threads });
const data = strokes(150);
const augment = elastic({ strength: 0.5, rotateDegrees: 5, shift: 0.02, zoom: 0.05 });

/** Two networks of different kinds, the second of which has a temperature of its own. */
const teachers: readonly Teacher[] = [
  await trainedLooking(student()),
  { ...(await trainedLooking(wide())), confidence: { temperature: 2.5, fittedOn: 10 } },
];
const plan: FitOptions = { epochs: 3, batchSize: 40, augment, distillation: { teachers } };

function memorySink() {
  const written: Uint8Array[] = [];
  return { where: "memory", written, write: async (bytes: Uint8Array) => void written.push(bytes) };
}

describe("teachers", () => {
  it("answer as an ensemble does, whatever came before and however many come at a time", async () => {
    const models = await Promise.all(teachers.map((teacher) => load({ ...teacher, metadata: {} }, { threads: 1 })));
    const expected = await ensemble(models).predict(data.images);
    const engine = await startEngine({ threads: 2 });
    const before = engine.used;
    const seated = gatherTeachers(engine, teachers, { batch: 150, temperature: 1 });
    const x = engine.tensor([150, 28, 28, 1]);
    for (const n of [150, 7, 150]) {
      x.data.set(Float32Array.from(data.images.slice(0, n).pixels, (byte) => byte / 255));
      expectNear(seated.answer({ x, context: undefined }, n).data.slice(0, n * 10), expected.slice(0, n * 10), 1e-6);
    }
    seated.free();
    engine.free(x);
    expect(engine.used).toBe(before);
    await Promise.all([engine, ...models].map((one) => one.dispose()));
  });

  it("are softened by the temperature of the distillation beside their own", async () => {
    const [model] = teachers as [Teacher];
    const alone = await load({ ...model, metadata: {} }, { threads: 1 });
    const expected = (await alone.infer(data.images.slice(0, 20), { temperature: 6 })).probabilities;
    const engine = await startEngine({ threads: 1 });
    const own = { ...model, confidence: { temperature: 1.5, fittedOn: 10 } };
    const seated = gatherTeachers(engine, [own], { batch: 20, temperature: 4 });
    const x = engine.tensor([20, 28, 28, 1]);
    x.data.set(Float32Array.from(data.images.slice(0, 20).pixels, (byte) => byte / 255));
    expectNear(seated.answer({ x, context: undefined }, 20).data, expected, 1e-6);
    await Promise.all([engine, alone].map((one) => one.dispose()));
  });

  it("that do not fit into memory are given back, and the sentence says what to do", async () => {
    const engine = await startEngine({ threads: 1 });
    const before = engine.used;
    const layers = [conv2d(400, 3), conv2d(400, 3), globalAveragePool2d(), dense(10), softmax()];
    const huge = await trainedLooking(sequential({ name: "huge", input: [128, 128, 1] }, layers));
    expect(() => gatherTeachers(engine, [huge], { batch: 128, temperature: 1 })).toThrow(
      '"huge" on 128 images at a time does not fit into memory; take a smaller batch',
    );
    expect(engine.used).toBe(before);
    await engine.dispose();
  });
});

describe("fit with teachers", () => {
  it("makes the student answer as they do, labels or no labels", async () => {
    const model = await compiled();
    const models = await Promise.all(teachers.map((teacher) => load({ ...teacher, metadata: {} }, { threads: 1 })));
    const expected = await ensemble(models).predict(data.images);
    const distance = async () => {
      const said = await model.predict(data.images);
      return expected.reduce((sum, q, at) => sum + q * Math.log(q / (said[at] as number)), 0) / data.labels.length;
    };
    const before = await distance();
    const { epochs } = await model.fit(data, { epochs: 20, batchSize: 30, distillation: { teachers, weight: 1, temperature: 1 } });
    expect(epochs.at(-1)?.loss).toBeLessThan((epochs[0]?.loss as number) / 3);
    expect(await distance()).toBeLessThan(before / 5);
    expect(await distance()).toBeCloseTo(epochs.at(-1)?.loss as number, 1); // the divergence itself
    await Promise.all([model, ...models].map((one) => one.dispose()));
  });

  it("shows teacher and student the same augmented pictures: a student that is its teacher has nothing to learn", async () => {
    const network = sequential({ name: "plain" }, [conv2d(4, 5, { stride: 2 }), relu(), flatten(), dense(10), softmax()]);
    const teacher = await trainedLooking(network);
    const model = await compile(network, { ...settings, optimizer: sgd({ rate: 1e-3 }), weights: teacher.weights, threads: 1 });
    const { epochs } = await model.fit(data, { ...plan, epochs: 1, distillation: { teachers: [teacher], weight: 1 } });
    expect(Math.abs(epochs[0]?.loss as number)).toBeLessThan(1e-4);
    await model.dispose();
  });

  it("comes to the same weights on any number of threads and after an interruption at any step", async () => {
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

  it("goes on with the same teachers on the same terms only", async () => {
    const keep = memorySink();
    const model = await compiled();
    await model.fit(data, { ...plan, epochs: 1, keep });
    const resume = keep.written.at(-1) as Uint8Array;
    const { used } = model.engine;
    const again = (distillation: FitOptions["distillation"]) => model.fit(data, { ...plan, epochs: 1, resume, distillation });
    const had = "the run to resume had distillation by student, wide, content ";
    await expect(again(undefined)).rejects.toThrow(
      /^the run to resume had distillation by student, wide, content [\da-f]{8}, temperature 4, weight 0.9, this one has none; take the same/,
    );
    await expect(again({ teachers: [...teachers].reverse() })).rejects.toThrow(had);
    await expect(again({ teachers, weight: 0.5 })).rejects.toThrow("weight 0.5; take the same");
    const [first, second] = teachers as [Teacher, Teacher];
    const bias = first.weights["dense.bias"] as { data: Float32Array; shape: number[] };
    const moved = { ...first.weights, "dense.bias": { ...bias, data: bias.data.map((value) => value + 1e-6) } };
    await expect(again({ teachers: [{ ...first, weights: moved }, second] })).rejects.toThrow(had);
    await expect(again({ teachers: [first, { ...second, confidence: undefined }] })).rejects.toThrow(had);
    expect((await again({ teachers })).epochs).toHaveLength(1);
    expect(model.engine.used).toBe(used); // the teachers leave
    await model.dispose();
  });

  it("takes teachers as a model file brings them, and a model as it runs", async () => {
    const [first] = teachers as [Teacher];
    const file = await load({ ...first, metadata: {} }, { threads: 1 });
    const found = [];
    for (const teacher of [decodeModel(file.encode(), "teacher"), { ...file, weights: file.weights() }]) {
      const model = await compiled();
      await model.fit(data, { ...plan, epochs: 1, distillation: { teachers: [teacher] } });
      found.push(model.weights());
      await model.dispose();
    }
    expect(found[1]).toEqual(found[0]);
    await file.dispose();
  });

  it("refuses teachers that cannot teach this student, and impossible numbers, in a sentence", async () => {
    const model = await compiled();
    await model.fit(data, { epochs: 1 });
    const { used } = model.engine;
    const [first] = teachers as [Teacher];
    const refused = (distillation: FitOptions["distillation"]) => expect(model.fit(data, { epochs: 1, distillation })).rejects;
    await refused({ teachers: [] }).toThrow("fit: distillation has no teacher; pass one model at least");
    await refused({ teachers, temperature: 0 }).toThrow("fit: distillation has temperature 0, a finite number above 0 is wanted");
    await refused({ teachers, weight: 1.5 }).toThrow("fit: distillation has weight 1.5, a share above 0 and at most 1 is wanted");
    const large = await trainedLooking(sequential({ name: "large", input: [32, 32, 1] }, [flatten(), dense(10), softmax()]));
    await refused({ teachers: [first, large] }).toThrow('fit: the teacher "large" takes [32, 32, 1], the student "student" [28, 28, 1];');
    const letters = { ...first, classNames: [..."ABCDEFGHIJ"] };
    await refused({ teachers: [letters] }).toThrow(
      'fit: the teacher "student" tells A, B, C, D, E, F, G, H, I, J apart, the student 0, 1, 2, 3, 4, 5, 6, 7, 8, 9;',
    );
    const { "dense.bias": _, ...rest } = first.weights;
    await refused({ teachers: [{ ...first, weights: rest }] }).toThrow('the teacher "student" has no weight "dense.bias"');
    expect(model.engine.used).toBe(used);
    await model.dispose();
  });
});
