import { expect, test } from "vitest";
import { InputError } from "../errors.js";
import { PLOT_WIDTH } from "./plot-spec.js";
import { type Reliability, reliabilityPlot } from "./reliability-plot.js";

const empty = { count: 0, confidence: null, accuracy: null, interval: null };
const before: Reliability = {
  label: "as trained",
  ece: 0.00312,
  bins: [
    empty,
    { count: 5, confidence: 0.38, accuracy: 0.2, interval: [0.036, 0.624] },
    { count: 21, confidence: 0.55, accuracy: 0.381, interval: [0.208, 0.591] },
    { count: 40, confidence: 0.74, accuracy: 0.6, interval: [0.446, 0.737] },
    { count: 9934, confidence: 0.9991, accuracy: 0.9965, interval: [0.995, 0.9975] },
  ],
};
const after: Reliability = {
  label: "at temperature 1.31",
  ece: 0.00084,
  bins: [
    empty,
    { count: 9, confidence: 0.37, accuracy: 0.333, interval: [0.12, 0.646] },
    { count: 30, confidence: 0.54, accuracy: 0.533, interval: [0.361, 0.698] },
    { count: 61, confidence: 0.73, accuracy: 0.738, interval: [0.615, 0.832] },
    { count: 9900, confidence: 0.9971, accuracy: 0.9972, interval: [0.996, 0.998] },
  ],
};

test("draws what is stored", async () => {
  const spec = reliabilityPlot({ before, after });
  await expect(`${JSON.stringify(spec, null, 2)}\n`).toMatchFileSnapshot("__snapshots__/reliabilityPlot.json.snap");
});

test("says in words how far sureness and rightness lie apart", () => {
  expect(reliabilityPlot({ before, after }).description).toBe(
    "Reliability of 10000 images: accuracy over confidence. as trained: ECE 0.312 %; at temperature 1.31: ECE 0.084 %.",
  );
});

test("a network alone is drawn as the one that counts, and without a number where there is none", () => {
  const spec = reliabilityPlot({ before: { ...before, ece: null } });
  expect(JSON.stringify(spec)).not.toContain('"style":"training"');
  expect(spec.description).toMatch(/accuracy over confidence\. as trained\.$/);
});

test("is as wide as the other plots, and draws no empty bin", () => {
  const { width, padding } = reliabilityPlot({ before }) as unknown as { width: number; padding: { left: number; right: number } };
  expect(width + padding.left + padding.right).toBe(PLOT_WIDTH);
  expect(JSON.stringify(reliabilityPlot({ before }).layer)).not.toContain("null");
});

test("tells how many images each bin has, and draws no line through a bin of one", () => {
  const one = { count: 1, confidence: 0.11, accuracy: 0, interval: [0, 0.79] as const };
  const { layer } = reliabilityPlot({ before: { ...before, bins: [one, ...before.bins.slice(1)] } }) as unknown as {
    layer: { mark: { type: string; style?: string }; data: { values: { confidence?: number; images?: string }[] } }[];
  };
  const [, line] = layer.filter(({ mark }) => mark.type === "line");
  expect(line?.data.values.map(({ confidence }) => confidence)).toEqual([0.38, 0.55, 0.74, 0.9991]);
  expect(layer.find(({ mark }) => mark.type === "point")?.data.values).toHaveLength(5);
  const counts = layer.flatMap(({ data }) => data.values.flatMap(({ images }) => images ?? []));
  expect(counts).toEqual(["1", "5", "21", "40", "9.9k"]);
});

test("refuses bins without images", () => {
  const none = { label: "as trained", bins: [empty], ece: null };
  expect(() => reliabilityPlot({ before: none })).toThrow(InputError);
  expect(() => reliabilityPlot({ before: none })).toThrow(
    'reliabilityPlot: no bin of "as trained" holds an image, at least one was wanted; plot it after an evaluation',
  );
});
