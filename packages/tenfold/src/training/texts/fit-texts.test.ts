import { describe, expect, it } from "vitest";
import { barNetwork, bars } from "../../../test/bars.js";
import { line } from "../../architectures/line.js";
import { elastic } from "../../augment/elastic.js";
import { oneCycle } from "../../callbacks/learning-rate.js";
import { adam } from "../../optimizers/adam.js";
import { fitTexts, type TextEpoch } from "./fit-texts.js";

const options = { optimizer: adam({ rate: 4e-3 }), batchSize: 32, seed: 5 };

describe("fitTexts", () => {
  it("learns to read bars from lines and their texts alone", async () => {
    const epochs: TextEpoch[] = [];
    const validation = bars(100, 2);
    await fitTexts(barNetwork(), bars(640, 1), { ...options, epochs: 8, validation, onEpochEnd: (end) => epochs.push(end), threads: 2 });
    expect(epochs).toHaveLength(8);
    expect(epochs.at(-1)?.loss).toBeLessThan(0.3 * (epochs[0]?.loss as number));
    expect(epochs.at(-1)?.validation?.accuracy).toBeGreaterThan(0.95);
    expect(epochs.at(-1)?.validation?.characterErrorRate).toBeLessThan(0.05);
  });

  it("comes to the same weights on one thread and on three", async () => {
    const augment = elastic({ rotateDegrees: 2, shift: 0.02, strength: 0.5 });
    const [one, three] = await Promise.all(
      [1, 3].map((threads) => fitTexts(barNetwork(), bars(96, 1), { ...options, augment, epochs: 2, threads })),
    );
    expect(three).toEqual(one);
  });

  it("goes on with what it kept to the weights of a training that never stopped, and leaves the last epoch plain unless told", async () => {
    const kept: Uint8Array[] = [];
    const keep = { where: "memory", write: async (bytes: Uint8Array) => void kept.push(bytes) };
    const augment = elastic({ strength: 0.5 });
    const plan = { ...options, augment, epochs: 3, threads: 1, schedule: oneCycle() };
    const whole = await fitTexts(barNetwork(), bars(70, 1), { ...plan, keep });
    expect(await fitTexts(barNetwork(), bars(70, 1), { ...plan, resume: kept[0] })).toEqual(whole);
    const told = (plainEpochs: number) => fitTexts(barNetwork(), bars(70, 1), { ...plan, plainEpochs });
    expect(await told(1)).toEqual(whole);
    expect(await told(0)).not.toEqual(whole);
  });

  it("tells of every step and every epoch what has come of it", async () => {
    const told: unknown[] = [];
    await fitTexts(barNetwork(), bars(70, 1), {
      ...{ ...options, epochs: 1, threads: 1 },
      onBatchEnd: ({ epoch, batch, batches, loss }) => told.push([epoch, batch, batches, loss > 0]),
      onEpochEnd: (end) => told.push(Object.keys(end)),
    });
    expect(told).toEqual([
      [1, 1, 2, true],
      [1, 2, 2, true],
      ["epoch", "loss", "seconds"],
    ]);
  });

  it("refuses pictures of another size, missing texts and too few examples", async () => {
    const some = bars(40, 1);
    await expect(fitTexts(line({ classes: 3 }), some, { ...options, epochs: 1 })).rejects.toThrow(
      'fit: the images are [28, 64, 1], "line" takes [28, 168, 1]',
    );
    await expect(fitTexts(barNetwork(), { ...some, texts: [] }, { ...options, epochs: 1 })).rejects.toThrow(
      "fit: 40 pictures came with 0 texts",
    );
    await expect(fitTexts(barNetwork(), some, { ...options, batchSize: 64, epochs: 1 })).rejects.toThrow(
      "fit: 40 pictures are fewer than a batch has, 64; take a smaller batch",
    );
  });
});
