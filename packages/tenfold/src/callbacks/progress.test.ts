import { describe, expect, it } from "vitest";
import type { EpochEnd } from "./callback.js";
import { type ProgressOptions, progress } from "./progress.js";

/** What an epoch of 20 steps, of which 1, 10 and 20 are told, prints. */
function printed(options: Omit<ProgressOptions, "write">): string {
  let text = "";
  const callback = progress({
    ...options,
    write: (more) => {
      text += more;
    },
  });
  const epoch = { epoch: 1, epochs: 3, batches: 20 };
  for (const batch of [1, 10, 20]) {
    callback.onBatchEnd?.({ ...epoch, batch, metrics: { loss: 0.5, accuracy: 0.75 }, seconds: batch / 2 });
  }
  const metrics = { loss: 0.4, accuracy: 0.8, val_loss: 0.3, val_accuracy: 0.9 };
  callback.onEpochEnd?.({ ...epoch, metrics, learningRate: 4e-5, seconds: 70 } as unknown as EpochEnd);
  return text;
}

describe("progress", () => {
  it("prints a line an epoch where nothing can be drawn over", () => {
    expect(printed({})).toBe(
      "Epoch 1/3\n" +
        "20/20 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1:10 3500ms/step - " +
        "loss: 0.4000 - accuracy: 0.8000 - val_loss: 0.3000 - val_accuracy: 0.9000 - learning_rate: 4.0000e-5\n",
    );
  });

  it("draws a bar over and over on a terminal, with the time left", () => {
    expect(printed({ live: true }).split("\r\x1b[2K")).toEqual([
      "Epoch 1/3\n",
      " 1/20 ━━──────────────────────────── 10s 500ms/step - loss: 0.5000 - accuracy: 0.7500",
      "10/20 ━━━━━━━━━━━━━━━─────────────── 5s 500ms/step - loss: 0.5000 - accuracy: 0.7500",
      expect.stringContaining("20/20 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1:10 3500ms/step"),
    ]);
  });

  it("says that it goes on within an epoch", () => {
    let text = "";
    const callback = progress({
      write: (more) => {
        text += more;
      },
    });
    for (const batch of [8, 9]) callback.onBatchEnd?.({ epoch: 2, epochs: 3, batches: 20, batch, metrics: {}, seconds: 1 });
    callback.onBatchEnd?.({ epoch: 3, epochs: 3, batches: 20, batch: 1, metrics: {}, seconds: 1 });
    expect(text).toBe("Epoch 2/3, continued\nEpoch 3/3\n");
  });

  it("cuts what it draws over to the width of the terminal", () => {
    const [, drawn] = printed({ live: true, columns: () => 40 }).split("\r\x1b[2K");
    expect(drawn).toBe(" 1/20 ━━──────────────────────────── 10");
  });
});
