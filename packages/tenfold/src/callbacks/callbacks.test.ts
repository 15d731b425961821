import { describe, expect, it } from "vitest";
import type { WeightValues } from "../model/network/weights.js";
import type { Callback, EpochEnd, Metrics, ModelView } from "./callback.js";
import { checkpoint } from "./checkpoint.js";
import { earlyStopping } from "./early-stopping.js";
import { history } from "./history.js";
import { cosineDecay, exponentialDecay, oneCycle } from "./learning-rate.js";

/** A model whose only weight is the epoch it is in. */
function counter() {
  let weight = 0;
  const view: ModelView = {
    weights: () => ({ w: { shape: [1], data: Float32Array.of(weight) } }),
    setWeights: (values: WeightValues) => {
      weight = values.w?.data[0] ?? -1;
    },
    encode: (extra) => new TextEncoder().encode(JSON.stringify({ weight, ...extra })),
  };
  return {
    view,
    get weight() {
      return weight;
    },
    set weight(value: number) {
      weight = value;
    },
  };
}

/** Plays epochs to a callback until it asks to stop. */
async function play(callback: Callback, model: ReturnType<typeof counter>, all: readonly Metrics[], from = 1, interrupted = false) {
  let reason: string | undefined;
  let epoch = from;
  await callback.onTrainBegin?.({ epochs: all.length, stepsPerEpoch: 1, examples: 1, epoch: from });
  for (; epoch <= all.length && reason === undefined; epoch++) {
    model.weight = epoch;
    const end: EpochEnd = {
      epoch,
      epochs: all.length,
      batches: 1,
      metrics: all[epoch - 1] as Metrics,
      learningRate: 1,
      seconds: 1,
      imagesPerSecond: 1,
      model: model.view,
      stop: (why) => {
        reason = why;
      },
    };
    await callback.onEpochEnd?.(end);
  }
  await callback.onTrainEnd?.({ model: model.view, interrupted });
  return { epochs: epoch - 1, reason };
}

const losses = (...values: number[]): Metrics[] => values.map((value) => ({ loss: 9, val_loss: value, val_accuracy: 1 - value }));

describe("earlyStopping", () => {
  it("stops after `patience` epochs without a new best, and puts the best weights back", async () => {
    const model = counter();
    const played = await play(earlyStopping({ patience: 2 }), model, losses(0.5, 0.3, 0.4, 0.35, 0.1));
    expect(played).toEqual({ epochs: 4, reason: "val_loss has not improved since epoch 2" });
    expect(model.weight).toBe(2);
  });

  it("wants more than minDelta, takes accuracy upwards, and leaves the last weights where told", async () => {
    const model = counter();
    const callback = earlyStopping({ watch: "val_accuracy", patience: 1, minDelta: 0.05, restoreBest: false });
    expect(await play(callback, model, losses(0.5, 0.48, 0.1))).toEqual({
      epochs: 2,
      reason: "val_accuracy has not improved since epoch 1",
    });
    expect(model.weight).toBe(2);
  });

  it("remembers through a resumed training", async () => {
    const first = earlyStopping({ patience: 3 });
    const model = counter();
    await play(first, model, losses(0.5, 0.2));
    const second = earlyStopping({ patience: 3 });
    second.recall?.(JSON.parse(JSON.stringify({ values: first.memory?.().values })));
    second.recall?.(first.memory?.() ?? { values: {} });
    expect(await play(second, model, losses(0.5, 0.2, 0.3, 0.3, 0.3, 0.3), 3)).toEqual({
      epochs: 5,
      reason: "val_loss has not improved since epoch 2",
    });
    expect(model.weight).toBe(2);
  });

  it("leaves the weights as they are after an interruption, which is to be gone on from", async () => {
    const model = counter();
    await play(earlyStopping(), model, losses(0.5, 0.2, 0.3, 0.4), 1, true);
    expect(model.weight).toBe(4);
  });

  it("begins anew with another training", async () => {
    const model = counter();
    const callback = earlyStopping({ patience: 1 });
    await play(callback, model, losses(0.5, 0.1));
    expect(await play(callback, model, losses(0.5, 0.6, 0.1))).toEqual({
      epochs: 2,
      reason: "val_loss has not improved since epoch 1",
    });
    expect(model.weight).toBe(1);
  });

  it("takes every loss and every error rate downwards, everything else upwards", async () => {
    const stopped = async (watch: string, ...values: number[]) => {
      const callback = earlyStopping({ watch, patience: 1 });
      return (
        await play(
          callback,
          counter(),
          values.map((value) => ({ [watch]: value })),
        )
      ).epochs;
    };
    for (const watch of ["loss", "val_loss", "val_character_error_rate"])
      expect([watch, await stopped(watch, 3, 2, 4, 1)]).toEqual([watch, 3]);
    for (const watch of ["accuracy", "val_accuracy"]) expect([watch, await stopped(watch, 3, 4, 2, 9)]).toEqual([watch, 3]);
  });

  it("treats a loss that is no number as worse than any", async () => {
    expect((await play(earlyStopping({ patience: 1 }), counter(), losses(0.5, Number.NaN))).epochs).toBe(2);
  });

  it("says what the run reports when the watched metric is not among it", async () => {
    await expect(play(earlyStopping({ watch: "val_f1" }), counter(), losses(1))).rejects.toThrow(
      'earlyStopping watches "val_f1", but this run reports loss, val_loss, val_accuracy',
    );
  });
});

describe("checkpoint", () => {
  it("saves at every new best, with the epoch and the metric", async () => {
    const saved: string[] = [];
    const to = { where: "memory", write: async (bytes: Uint8Array) => void saved.push(new TextDecoder().decode(bytes)) };
    await play(checkpoint({ to }), counter(), losses(0.5, 0.6, 0.4));
    expect(saved.map((text) => JSON.parse(text))).toEqual([
      { weight: 1, epoch: "1", val_loss: "0.5" },
      { weight: 3, epoch: "3", val_loss: "0.4" },
    ]);
  });
});

describe("checkpoint in another training", () => {
  const saving = () => {
    const saved: number[] = [];
    const to = { where: "memory", write: async (bytes: Uint8Array) => void saved.push(JSON.parse(new TextDecoder().decode(bytes)).weight) };
    return { saved, to };
  };

  it("goes on from the best so far where that one was resumed", async () => {
    const { saved, to } = saving();
    const first = checkpoint({ to });
    await play(first, counter(), losses(0.5, 0.2));
    const second = checkpoint({ to });
    second.recall?.(first.memory?.() ?? { values: {} });
    await play(second, counter(), losses(0.5, 0.2, 0.3, 0.1), 3);
    expect(saved).toEqual([1, 2, 4]);
  });

  it("begins anew where that one did", async () => {
    const { saved, to } = saving();
    const callback = checkpoint({ to });
    await play(callback, counter(), losses(0.2));
    await play(callback, counter(), losses(0.5, 0.4));
    expect(saved).toEqual([1, 1, 2]);
  });
});

describe("history", () => {
  it("begins anew with another training, and goes on with one that is resumed", async () => {
    const record = history();
    const epochs = () => record.epochs.map(({ epoch, val_loss }) => [epoch, val_loss]);
    await play(record, counter(), losses(0.5, 0.4));
    await play(record, counter(), losses(0.3));
    expect(epochs()).toEqual([[1, 0.3]]);
    const resumed = history();
    resumed.recall?.(record.memory?.() ?? { values: {} });
    await play(resumed, counter(), losses(0.3, 0.2), 2);
    expect(resumed.epochs.map(({ epoch, val_loss }) => [epoch, val_loss])).toEqual([
      [1, 0.3],
      [2, 0.2],
    ]);
  });
});

describe("learning rates", () => {
  const at = (callback: Callback, step: number, epoch = 1) => callback.rate?.({ epoch, epochs: 10, step, steps: 100, rate: 0.1 });

  it("exponentialDecay multiplies by the factor each epoch", () => {
    const decay = exponentialDecay({ factor: 0.5 });
    expect([1, 2, 4].map((epoch) => at(decay, 0, epoch))).toEqual([0.1, 0.05, 0.0125]);
    expect(() => exponentialDecay({ factor: 1.5 })).toThrow("exponentialDecay({ factor: 1.5 }): the factor is above 0 and at most 1");
  });

  it("oneCycle starts at peak / 25, has its peak after 30 % of the steps and ends at peak / 10,000", () => {
    const cycle = oneCycle();
    expect(at(cycle, 0)).toBeCloseTo(0.004, 8);
    expect(at(cycle, 15)).toBeCloseTo(0.052, 8);
    expect(at(cycle, 30)).toBeCloseTo(0.1, 8);
    expect(at(cycle, 99)).toBeCloseTo(1e-5, 10);
    expect(() => oneCycle({ peak: 0 })).toThrow("oneCycle");
  });

  it("cosineDecay falls from the rate to its end over all steps", () => {
    const decay = cosineDecay({ end: 0.1 });
    expect([0, 99].map((step) => at(decay, step))).toEqual([Math.fround(0.1), Math.fround(0.01)]);
    expect(() => cosineDecay({ end: 2 })).toThrow("cosineDecay");
  });
});
