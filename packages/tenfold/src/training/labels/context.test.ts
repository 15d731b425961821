import { beforeAll, describe, expect, it } from "vitest";
import { expectSameBits } from "../../../test/lab.js";
import { twoHands } from "../../../test/two-hands.js";
import { architectures } from "../../architectures/index.js";
import { contextColumns } from "../../data/context/context-columns.js";
import { take } from "../../data/dataset.js";
import { InputError, UsageError } from "../../errors.js";
import { conv2d } from "../../layers/conv2d.js";
import { dense } from "../../layers/dense.js";
import { dropout } from "../../layers/dropout.js";
import { flatten } from "../../layers/flatten.js";
import { maxPool2d } from "../../layers/max-pool2d.js";
import { relu } from "../../layers/relu.js";
import { softmax } from "../../layers/softmax.js";
import { categoricalCrossentropy } from "../../losses/categorical-crossentropy.js";
import { accuracy } from "../../metrics/accuracy.js";
import { decodeModel, type ModelFile } from "../../model/files/model-file.js";
import { multiplyAdds, sequential } from "../../model/network/sequential.js";
import { transfer } from "../../model/transfer.js";
import { withContext } from "../../model/with-context.js";
import { adam } from "../../optimizers/adam.js";
import { type CompileOptions, compile, load } from "./compile.js";
import { ensemble } from "./ensemble.js";
import type { KnownContext } from "./known-context.js";

const data = twoHands(192);
const validation = twoHands(64, 2);
const columns = contextColumns(data.context);
const plain = () =>
  sequential({ name: "tiny", input: [8, 8, 1] }, [
    conv2d(4, 3),
    relu(),
    maxPool2d(),
    flatten(),
    dense(16),
    relu(),
    dropout(0.1),
    dense(2),
    softmax(),
  ]);
const knowing = () => withContext(plain(), columns);
const options = (more: Partial<CompileOptions> = {}): CompileOptions => ({
  optimizer: adam({ rate: 1e-2 }),
  loss: categoricalCrossentropy(),
  metrics: [accuracy()],
  classNames: ["0", "1"],
  seed: 3,
  threads: 1,
  ...more,
});
const trained = async (epochs: number, more: Partial<CompileOptions> = {}) => {
  const model = await compile(knowing(), options({ context: columns, ...more }));
  await model.fit(data, { epochs, batchSize: 32, validation });
  return model;
};

/** Trained once, as a file. */
let file: ModelFile;
beforeAll(async () => {
  const model = await trained(16);
  file = decodeModel(model.encode(), "tiny.safetensors");
  await model.dispose();
});

describe("a network with a context", () => {
  it("is trained with a quarter left out and a tenth changed, unless told otherwise", async () => {
    const weightsAfter = async (more: object) => {
      const model = await compile(knowing(), options({ context: columns }));
      await model.fit(
        take(
          data,
          Array.from({ length: 64 }, (_, at) => at),
        ),
        { epochs: 1, batchSize: 32, ...more },
      );
      const weights = model.weights();
      await model.dispose();
      return weights;
    };
    const told = await weightsAfter({ contextDropout: 0.25, contextSwaps: 0.1 });
    expect(await weightsAfter({})).toEqual(told);
    expect(await weightsAfter({ contextDropout: 0 })).not.toEqual(told);
    expect(await weightsAfter({ contextSwaps: 0 })).not.toEqual(told);
  });

  it("reads by it what nobody can tell without, and says so where nothing is known", async () => {
    const model = await load(file, { threads: 1 });
    const told = await model.evaluate(validation);
    const { context, ...untold } = validation;
    const alone = await model.evaluate(untold);
    const probabilities = await model.predict(validation.images);
    await model.dispose();
    expect(told.accuracy).toBeGreaterThan(0.95);
    expect(alone.accuracy).toBeLessThan(0.75);
    expect(context).toHaveLength(64);
    expect(Math.max(...probabilities)).toBeLessThan(0.9); // neither is sure
  });

  it("takes one row for all pictures, or a row a picture, and floats as bytes", async () => {
    const model = await load(file, { threads: 1 });
    const images = validation.images.slice(0, 3);
    const [one, each, floats] = [
      await model.predict(images, { context: { region: "here" } }),
      await model.predict(images, { context: [{ region: "here" }, { region: "here", age: null }, { region: "here" }] }),
      await model.predict(
        Float32Array.from(images.pixels, (byte) => byte / 255),
        { context: { region: "here" } },
      ),
    ];
    const other = await model.predict(images, { context: { region: "there" }, views: 1 });
    const { probabilities } = await model.infer(images, { context: { region: "here" } });
    const unknown = [await model.predict(images), await model.predict(images, { context: {} })];
    await model.dispose();
    expectSameBits(each, one, "a row a picture");
    expectSameBits(floats, one, "floats");
    expectSameBits(probabilities, one, "infer");
    expectSameBits(unknown[1] as Float32Array, unknown[0] as Float32Array, "nothing known");
    for (const [at, probability] of one.entries()) expect(Math.abs(probability - (other[at] as number))).toBeGreaterThan(0.5);
  });

  it("forgets what was known when the next pictures come", async () => {
    const model = await load(file, { threads: 1 });
    const first = await model.predict(validation.images);
    await model.predict(validation.images, { context: validation.context });
    expectSameBits(await model.predict(validation.images), first, "without");
    await model.dispose();
  });

  it("keeps its columns in its file, and is told in its summary", async () => {
    expect(file.context).toEqual(columns);
    expect(file.network.context).toEqual([3]);
    expect(JSON.parse(file.metadata.context as string)).toEqual(columns);
    const model = await load(file, { threads: 1 });
    const again = decodeModel(model.encode(), "again");
    expect(model.context).toEqual(columns);
    await model.dispose();
    expect([again.metadata, again.weights]).toEqual([file.metadata, file.weights]);
  });

  it("learns the same bits on any number of threads, in one go or resumed", async () => {
    const [one, two] = [await trained(2), await trained(2, { threads: 2 })];
    const kept: Uint8Array[] = [];
    const keep = { where: "memory", write: async (bytes: Uint8Array) => void kept.push(bytes) };
    const begun = await compile(knowing(), options({ context: columns }));
    await begun.fit(data, { epochs: 2, batchSize: 32, validation, keep });
    const resumed = await compile(knowing(), options({ context: columns }));
    await resumed.fit(data, { epochs: 2, batchSize: 32, validation, resume: kept[0] as Uint8Array });
    const [expected, ...others] = [one, two, resumed].map((model) => model.weights());
    for (const other of others) {
      for (const [name, { data: values }] of Object.entries(other)) expectSameBits(values, expected?.[name]?.data as Float32Array, name);
    }
    await expect(
      resumed.fit(data, { epochs: 2, batchSize: 32, validation, contextDropout: 0.5, resume: kept[0] as Uint8Array }),
    ).rejects.toThrow("the run to resume had context");
    const otherwise = { ...data, context: data.context.map(() => ({ region: "here" })) };
    await expect(resumed.fit(otherwise, { epochs: 2, batchSize: 32, validation, resume: kept[0] as Uint8Array })).rejects.toThrow(
      "the run to resume had data",
    );
    for (const model of [one, two, begun, resumed]) await model.dispose();
  });

  it("learns step by step, too", async () => {
    const model = await compile(knowing(), options({ context: columns }));
    const images = Float32Array.from(data.images.pixels, (byte) => byte / 255);
    const oneHot = new Float32Array(data.labels.length * 2);
    for (const [row, label] of data.labels.entries()) oneHot[row * 2 + label] = 1;
    const losses: number[] = [];
    for (let step = 0; step < 60; step++) losses.push((await model.trainOnBatch(images, oneHot, data.context)).loss);
    await model.dispose();
    expect(losses.at(-1)).toBeLessThan(0.2);
    expect(losses[0]).toBeGreaterThan(0.5);
  });

  it("begins as the network that knows nothing beside pictures: only its branch is new", async () => {
    const [with_, without] = [await compile(knowing(), options({ context: columns })), await compile(plain(), options())];
    const values = with_.weights();
    expect(Object.keys(values).filter((name) => !(name in without.weights()))).toEqual([
      "film.embedding.table",
      ...["film.dense.kernel", "film.dense.bias", "film.dense_1.kernel", "film.dense_1.bias"],
    ]);
    await Promise.all([with_.dispose(), without.dispose()]);
  });

  it("goes on from another, and answers beside one that takes no context", async () => {
    const start = transfer(file, { freeze: 1 });
    const model = await compile(start.network, { ...options(), ...start });
    const other = await compile(plain(), options());
    expect(model.context).toEqual(columns);
    const both = ensemble([model, other]);
    expect((await both.evaluate(validation)).count).toBe(64);
    expect(await both.predict(validation.images, { context: { region: "here" } })).toHaveLength(128);
    await Promise.all([model.dispose(), other.dispose()]);
  });

  it("teaches a student what it knows, by the context that the student sees", async () => {
    const student = await compile(knowing(), options({ context: columns }));
    await student.fit(data, { epochs: 16, batchSize: 32, distillation: { teachers: [file], weight: 1, temperature: 1 } });
    const { accuracy: right } = await student.evaluate(validation);
    await student.dispose();
    expect(right).toBeGreaterThan(0.8); // of labels it was told nothing, and who knows no region is right as often as not
    const others = contextColumns([{ pen: "ball" }, { pen: "felt" }]);
    const stranger = await compile(withContext(plain(), others), options({ context: others }));
    const told = { ...data, context: data.context.map(() => ({ pen: "ball" })) };
    await expect(stranger.fit(told, { epochs: 1, distillation: { teachers: [file] } })).rejects.toThrow(
      'the teacher "tiny" takes another context than the student "tiny"',
    );
    await stranger.dispose();
  });

  it("looks inside by what is known", async () => {
    const model = await load(file, { threads: 1 });
    const image = validation.images.slice(0, 1);
    const [here, there] = [
      await model.look(image, "film", undefined, { region: "here" }),
      await model.look(image, "film", [1], { region: "there" }),
    ];
    await model.dispose();
    expect(here.shape).toEqual([16]);
    expect(Array.from(here.outputs)).not.toEqual(Array.from(there.outputs));
    expect(there.gradients).toHaveLength(16);
  });
});

describe("without a context", () => {
  it("everything stays as it was, to the bit, though the data tell one", async () => {
    const [one, other] = [await compile(plain(), options()), await compile(plain(), options())];
    const { context: _, ...bare } = data;
    await one.fit(data, { epochs: 2, batchSize: 32, validation });
    await other.fit(bare, { epochs: 2, batchSize: 32, validation });
    for (const [name, { data: values }] of Object.entries(one.weights())) {
      expectSameBits(values, other.weights()[name]?.data as Float32Array, name);
    }
    expect(one.context).toBeUndefined();
    expect((await one.evaluate(validation)).loss).toBe((await other.evaluate(validation)).loss);
    await Promise.all([one.dispose(), other.dispose()]);
  });
});

describe("withContext", () => {
  it("knows every architecture, and costs next to nothing", () => {
    for (const make of Object.values(architectures)) {
      const [before, after] = [make(), withContext(make(), columns)];
      expect(after.context).toEqual([3]);
      expect(after.layers.map(({ layer }) => layer.kind)).toContain("film");
      expect(multiplyAdds(after) / multiplyAdds(before)).toBeLessThan(before.name === "lenet5" || before.name === "simple" ? 1.05 : 1.02);
    }
  });

  it("refuses what it cannot change", () => {
    expect(() => withContext(knowing(), columns)).toThrow('withContext: "tiny" takes a context already');
    expect(() => withContext(sequential({ name: "flat", input: [8, 8, 1] }, [flatten()]), columns)).toThrow(
      'withContext: "flat" ends with flatten; a network is wanted whose classes a dense layer makes',
    );
  });
});

describe("refused is", () => {
  it("a context where none is taken, and none where one is trained", async () => {
    const [model, other] = [await compile(plain(), options()), await compile(knowing(), options({ context: columns }))];
    const told = model.predict(data.images, { context: { region: "here" } });
    await expect(told).rejects.toThrow('predict: "tiny" takes no context; leave it out, or take a network that was trained with one');
    const { context: _, ...bare } = data;
    await expect(other.fit(bare, { epochs: 1 })).rejects.toThrow('fit: "tiny" takes a context, and "two hands" tells none');
    await expect(other.fit({ ...data, context: [{}] }, { epochs: 1 })).rejects.toThrow("has 192 images but 1 rows of context");
    await expect(other.fit(data, { epochs: 1, contextSwaps: -0.1 })).rejects.toThrow(
      "contextSwaps is -0.1, a share from 0 up to but not 1",
    );
    await expect(other.fit(data, { epochs: 1, contextDropout: 1 })).rejects.toThrow("contextDropout is 1, a share from 0 up to but not 1");
    await Promise.all([model.dispose(), other.dispose()]);
  });

  it("what the model does not know", async () => {
    const model = await load(file, { threads: 1 });
    const ask = (context: KnownContext) => expect(model.predict(data.images.slice(0, 2), { context })).rejects;
    await ask({ region: "elsewhere" }).toThrow(InputError);
    await ask({ colour: "blue" }).toThrow('has "colour", which the model does not know');
    await ask([{}]).toThrow("1 rows of context came for 2 pictures; pass a row a picture, or one object for all");
    const strange = { ...validation, context: validation.context.map(() => ({ region: "elsewhere" })) };
    await expect(model.evaluate(strange)).rejects.toThrow("evaluate: row 0 of the context has region");
    await expect(model.evaluate(take(validation, [0, 1]))).resolves.toHaveProperty("count", 2);
    await model.dispose();
  });

  it("columns that are not the network's", async () => {
    await expect(compile(plain(), options({ context: columns }))).rejects.toThrow(UsageError);
    await expect(compile(knowing(), options({ context: columns.slice(1) }))).rejects.toThrow(
      'compile: the columns of the context make 2 numbers, "tiny" takes 3',
    );
  });
});
