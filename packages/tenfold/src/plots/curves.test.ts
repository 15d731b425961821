import { describe, expect, test } from "vitest";
import { InputError } from "../errors.js";
import { accuracyCurves, type Epoch, learningRateCurve, lossCurves } from "./curves.js";

const epochs: Epoch[] = [
  { epoch: 1, loss: 0.2341, accuracy: 0.9271, val_loss: 0.0791, val_accuracy: 0.9752, learning_rate: 0.001 },
  { epoch: 2, loss: 0.0913, accuracy: 0.9724, val_loss: 0.0462, val_accuracy: 0.991, learning_rate: 0.0005 },
  { epoch: 3, loss: 0.0624, accuracy: 0.981, val_loss: 0.0367, val_accuracy: 0.991, learning_rate: 0.00025 },
];
const plots = { accuracyCurves, lossCurves, learningRateCurve };

test.each(Object.entries(plots))("%s draws what is stored", async (name, plot) => {
  await expect(`${JSON.stringify(plot(epochs), null, 2)}\n`).toMatchFileSnapshot(`__snapshots__/${name}.json.snap`);
});

test.each(Object.entries(plots))("%s refuses a training without epochs", (name, plot) => {
  expect(() => plot([])).toThrow(InputError);
  expect(() => plot([])).toThrow(new RegExp(`^${name}: no epoch with an? [a-z ]+ came, at least one was wanted; `));
});

describe("accuracyCurves", () => {
  test("marks the first of equally good epochs, by validation", () => {
    expect(accuracyCurves(epochs).description).toBe("Accuracy over 3 epochs; validation is best in epoch 2: 99.1 %.");
  });

  test("marks the best training epoch when there was no validation", () => {
    const alone = epochs.map(({ val_accuracy, ...epoch }) => epoch);
    expect(accuracyCurves(alone).description).toBe("Accuracy over 3 epochs; training is best in epoch 3: 98.1 %.");
  });

  test("puts 100 % at the end of its axis", () => {
    const [first, ...rest] = epochs;
    expect(scale(accuracyCurves([...rest, { ...(first as Epoch), val_accuracy: 1 }]))).toMatchObject({ domain: [0, 0.1], reverse: true });
  });

  test("names what is missing", () => {
    expect(() => accuracyCurves([{ epoch: 1, loss: 1, learning_rate: 1 }])).toThrow(
      "accuracyCurves: no epoch with an accuracy came, at least one was wanted; plot it after an epoch that measured one",
    );
  });
});

describe("lossCurves", () => {
  test("leaves out epochs whose loss is not a number", () => {
    const diverged = [...epochs, { epoch: 4, loss: Number.NaN, val_loss: Number.POSITIVE_INFINITY, learning_rate: 1 }];
    expect(JSON.stringify(lossCurves(diverged))).not.toMatch(/"value":null|"epoch":4/);
    expect(lossCurves(diverged).description).toContain("lowest in epoch 3: 0.0367");
  });
});

describe("learningRateCurve", () => {
  test("marks the epoch of the lowest loss, by validation where there is any", () => {
    const later = epochs.map((epoch) => ({ ...epoch, val_loss: epoch.epoch === 2 ? 0.01 : 0.02 }));
    expect(JSON.stringify(learningRateCurve(later))).toContain("lowest loss: epoch 2");
    const losses = epochs.map(({ epoch, loss, learning_rate }) => ({ epoch, loss, learning_rate }));
    expect(JSON.stringify(learningRateCurve(losses))).toContain("lowest loss: epoch 3");
  });
});

test("labels of curves that end together stand apart", () => {
  const together = epochs.map((epoch) => ({ ...epoch, val_accuracy: epoch.accuracy as number }));
  const tops = labelTops(accuracyCurves(together));
  expect(Math.abs((tops[0] as number) - (tops[1] as number))).toBeGreaterThanOrEqual(36);
});

test("a single epoch is a point in the middle", () => {
  expect((accuracyCurves(epochs.slice(0, 1)).encoding as Encoding).x.scale.domain).toEqual([0, 2]);
});

test("two hundred epochs get round labels and no points", () => {
  const many = Array.from({ length: 200 }, (_, index) => ({ epoch: index + 1, loss: 1 / (index + 1), learning_rate: 1 }));
  const spec = lossCurves(many);
  expect((spec.encoding as Encoding).x.axis.values).toEqual([1, 50, 100, 150, 200]);
  expect(JSON.stringify(spec)).not.toContain("training-point");
});

interface Encoding {
  x: { scale: { domain: number[] }; axis: { values: number[] } };
  y: { scale: object };
}

function scale(spec: Record<string, unknown>): object {
  return (spec.encoding as Encoding).y.scale;
}

function labelTops(spec: Record<string, unknown>): number[] {
  const layers = spec.layer as { mark: { style: string }; encoding?: { y: { value: number } } }[];
  return layers
    .filter(({ mark }) => mark.style.endsWith("-label") && mark.style !== "best-label")
    .map((layer) => layer.encoding?.y.value ?? 0);
}
