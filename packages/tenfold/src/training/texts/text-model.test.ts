import { describe, expect, it } from "vitest";
import { barNetwork, bars } from "../../../test/bars.js";
import { quick } from "../../architectures/quick.js";
import { elastic } from "../../augment/elastic.js";
import type { Callback } from "../../callbacks/callback.js";
import { checkpoint } from "../../callbacks/checkpoint.js";
import { earlyStopping } from "../../callbacks/early-stopping.js";
import { exponentialDecay, oneCycle } from "../../callbacks/learning-rate.js";
import { progress } from "../../callbacks/progress.js";
import { decodeModel } from "../../model/files/model-file.js";
import { adam } from "../../optimizers/adam.js";
import { sgd } from "../../optimizers/sgd.js";
import { compileTexts, loadTexts } from "./compile-texts.js";

const training = bars(100, 1);
const validation = bars(40, 2);
const augment = elastic({ rotateDegrees: 2, shift: 0.02, strength: 0.5 });
const plan = { epochs: 3, batchSize: 32, augment, plainEpochs: 1, validation, averageWeights: { decay: 0.8 } };
const compiled = (threads = 1, seed = 5) => compileTexts(barNetwork(), { optimizer: adam({ rate: 4e-3 }), seed, threads });

function memorySink() {
  const written: Uint8Array[] = [];
  return { where: "memory", written, write: async (bytes: Uint8Array) => void written.push(bytes) };
}

describe("a training on texts", () => {
  it("reports loss, whole texts and characters, and fills only whole batches", async () => {
    const model = await compiled();
    const steps: number[] = [];
    const counting: Callback = { name: "counting", onBatchEnd: ({ batches }) => void steps.push(batches) };
    const { epochs } = await model.fit(training, { ...plan, callbacks: [counting, oneCycle()] });
    expect(Object.keys(epochs[0] ?? {})).toEqual([
      "epoch",
      ...["loss", "accuracy", "character_error_rate", "val_loss", "val_accuracy", "val_character_error_rate"],
      ...["learning_rate", "seconds", "images_per_second"],
    ]);
    expect(steps).toEqual(new Array(9).fill(3)); // 96 of 100 lines an epoch
    const judged = await model.evaluate(validation);
    expect(judged).toMatchObject({ count: 40, loss: epochs[2]?.val_loss, accuracy: epochs[2]?.val_accuracy });
    expect(judged.characterErrorRate).toBe((epochs[2] as unknown as Record<string, number>).val_character_error_rate);
    await model.dispose();
  });

  it("goes on after an interruption at any step to the weights of the uninterrupted one, averaged, augmented and with callbacks", async () => {
    const callbacks = () => [exponentialDecay({ factor: 0.9 }), earlyStopping({ patience: 2 }), checkpoint({ to: memorySink() })];
    const whole = await compiled(2);
    const { epochs } = await whole.fit(training, { ...plan, callbacks: callbacks() });
    const expected = whole.weights();
    await whole.dispose();
    for (const stopAt of [1, 3, 5]) {
      const keep = memorySink();
      const abort = new AbortController();
      let steps = 0;
      const interrupt: Callback = { name: "interrupt", onBatchEnd: () => void (++steps === stopAt && abort.abort()) };
      const first = await compiled();
      const before = await first.fit(training, { ...plan, callbacks: [...callbacks(), interrupt], signal: abort.signal, keep });
      expect(before.interrupted).toBe(true);
      await first.dispose();
      const second = await compiled(3);
      const after = await second.fit(training, { ...plan, callbacks: callbacks(), resume: keep.written.at(-1) });
      expect(second.weights()).toEqual(expected);
      const measured = (all: typeof epochs) => all.map(({ seconds, images_per_second, ...rest }) => rest);
      expect(measured(after.epochs)).toEqual(measured(epochs));
      await second.dispose();
    }
  });

  it("judges, saves and ends with averaged weights", async () => {
    const model = await compiled();
    const sink = memorySink();
    const { epochs } = await model.fit(training, { ...plan, epochs: 1, plainEpochs: 0, callbacks: [checkpoint({ to: sink })] });
    const file = decodeModel(sink.written[0] as Uint8Array, "best");
    expect(file.weights).toEqual(model.weights());
    expect(file.classNames).toEqual(["0", "1", "blank"]);
    const plain = await compiled();
    await plain.fit(training, { ...plan, averageWeights: undefined, epochs: 1, plainEpochs: 0 });
    expect(plain.weights()).not.toEqual(model.weights());
    const loaded = await loadTexts(file, { threads: 1 });
    expect((await loaded.evaluate(validation)).loss).toBe(epochs[0]?.val_loss);
    await expect(loaded.fit(training, plan)).rejects.toThrow("fit: this model was loaded for prediction; compile() a network to train it");
    await Promise.all([model, plain, loaded].map((one) => one.dispose()));
  });

  it("stops early by the characters, with the best weights, and shows its progress", async () => {
    const model = await compiled();
    let shown = "";
    const write = (text: string) => {
      shown += text;
    };
    const rising: number[] = [];
    const worse: Callback = {
      name: "worse", // judged ever worse from the second epoch on, whatever is learned
      onEpochEnd({ epoch, metrics }) {
        if (epoch > 1) Object.assign(metrics, { val_character_error_rate: 2 + epoch });
        rising.push(metrics.val_character_error_rate as number);
      },
    };
    const best: unknown[] = [];
    const first: Callback = { name: "first", onEpochEnd: ({ epoch }) => void (epoch === 1 && best.push(model.weights())) };
    const stopping = earlyStopping({ watch: "val_character_error_rate", patience: 2 });
    const { stopped } = await model.fit(training, { ...plan, epochs: 9, callbacks: [worse, first, stopping, progress({ write })] });
    expect(stopped).toBe("val_character_error_rate has not improved since epoch 1");
    expect(rising).toHaveLength(3);
    expect(model.weights()).toEqual(best[0]);
    expect(shown).toMatch(/^Epoch 1\/9\n3\/3 .* loss: \d.* - val_character_error_rate: \d\.\d{4} - learning_rate: /);
    await model.dispose();
  });

  it("refuses to go on with other texts, or another network", async () => {
    const keep = memorySink();
    const model = await compiled();
    await model.fit(training, { ...plan, epochs: 1, keep });
    const resume = keep.written[0] as Uint8Array;
    const texts = training.texts.map((text, row) => (row === 99 ? [1, 1, 1, 1] : text));
    await expect(model.fit({ ...training, texts }, { ...plan, epochs: 1, resume })).rejects.toThrow(
      /^the run to resume had data texts, 100 images, content [\da-f]{8}, this one has texts, 100 images, content [\da-f]{8}; take the same/,
    );
    await expect(model.fit(training, { ...plan, epochs: 1, validation: bars(40, 3), resume })).rejects.toThrow("validation texts, 40");
    await model.dispose();
  });

  it("ends with a sentence when the loss is no longer a number", async () => {
    const model = await compileTexts(barNetwork(), { optimizer: sgd({ rate: 1e30 }), threads: 1 });
    await expect(model.fit(training, { epochs: 3, batchSize: 32 })).rejects.toThrow(
      /^training failed in epoch 1, step \d: the loss is NaN; the learning rate 1e\+30 is probably too high/,
    );
    await model.dispose();
  });
});

describe("a model that reads texts", () => {
  it("takes calls in turn, and those of a callback in between", async () => {
    const [model, alone] = [await compiled(), await compiled()];
    const before = await alone.evaluate(validation);
    const found: number[] = [];
    const asking: Callback = {
      name: "asking",
      async onEpochEnd({ metrics }) {
        found.push((await model.evaluate(validation)).loss - (metrics.val_loss as number));
        await expect(model.fit(training, plan)).rejects.toThrow("fit: the model is in the midst of a training, whose callback called");
      },
    };
    const [first, history, last] = await Promise.all([
      model.evaluate(validation),
      model.fit(training, { ...plan, callbacks: [asking] }),
      model.evaluate(validation),
    ]);
    expect(first).toEqual(before);
    expect(found).toEqual([0, 0, 0]);
    expect(last.loss).toBe(history.epochs[2]?.val_loss);
    await Promise.all([model, alone].map((one) => one.dispose()));
    await expect(model.evaluate(validation)).rejects.toThrow("the engine was disposed; compile or load the model again");
  });

  it("refuses texts that are none, and networks that make one row of classes", async () => {
    const model = await compiled();
    await expect(model.evaluate({ ...validation, texts: validation.texts.map(() => [2]) })).rejects.toThrow(
      "evaluate: text 0 holds 2, which is no class; wanted are 0 to 2 without 2, the blank",
    );
    await expect(model.evaluate({ images: validation.images.slice(0, 0), texts: [] })).rejects.toThrow("evaluate: no pictures came");
    const astray = { ...plan, validation: { ...validation, texts: [] } };
    await expect(model.fit(training, astray)).rejects.toThrow("fit: 40 pictures came with 0 texts");
    await model.dispose();
    await expect(compileTexts(quick(), { optimizer: adam() })).rejects.toThrow(
      'compileTexts: "quick" makes one row of classes of a picture, one a frame is wanted; compile() trains it',
    );
    await expect(compileTexts(barNetwork(), { optimizer: adam(), classNames: ["0", "1"] })).rejects.toThrow(
      'compileTexts: 2 class names for the 3 classes of "line", the blank is one',
    );
    await expect(compileTexts(barNetwork(), { optimizer: adam(), seed: 0.5 })).rejects.toThrow("seed: 0.5 came");
  });
});
