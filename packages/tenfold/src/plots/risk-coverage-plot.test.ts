import { expect, test } from "vitest";
import { InputError } from "../errors.js";
import { PLOT_WIDTH } from "./plot-spec.js";
import { riskCoveragePlot } from "./risk-coverage-plot.js";

/** 40 of 10,000 images wrong, most of them among the least sure. */
const curve = [1, 100, 1000, 5000, 9000, 9500, 9800, 9900, 9950, 9980, 9990, 9995, 9999, 10000].map((answered, index) => {
  const wrong = [0, 0, 0, 1, 3, 4, 7, 10, 16, 26, 33, 36, 39, 40][index] as number;
  return { coverage: answered / 10000, risk: wrong / answered };
});
const readRates = [
  { error: 0.001, readRate: 0.99, answered: 9900, wrong: 10 },
  { error: 0.005, readRate: 1, answered: 10000, wrong: 40 },
  { error: 0.01, readRate: 1, answered: 10000, wrong: 40 },
];

test("draws what is stored", async () => {
  const spec = riskCoveragePlot({ curve, readRates });
  await expect(`${JSON.stringify(spec, null, 2)}\n`).toMatchFileSnapshot("__snapshots__/riskCoveragePlot.json.snap");
});

test("says in words what can be read, once where several errors allow the same", () => {
  expect(riskCoveragePlot({ curve, readRates }).description).toBe(
    "Error among the answered images over the share left to a human; at 0.1 % error: 99 % read; at 0.5 % error: 100 % read",
  );
});

test("labels that would stand on each other give way to the smaller error", () => {
  const close = [
    { error: 0.001, readRate: 0.99, answered: 9900, wrong: 9 },
    { error: 0.005, readRate: 0.9999, answered: 9999, wrong: 39 },
    { error: 0.01, readRate: 1, answered: 10000, wrong: 40 },
  ];
  const spec = JSON.stringify(riskCoveragePlot({ curve, readRates: close }).layer);
  expect([...spec.matchAll(/"text":"([^"]+)"/g)].map(([, text]) => text)).toEqual(["0.1 % error: 99 % read", "0.5 % error: 99.99 % read"]);
  expect(spec.match(/best-point/g)).toHaveLength(3);
});

test("marks nothing that was not measured, or cannot be read", () => {
  const spec = riskCoveragePlot({
    curve,
    readRates: [
      { error: 0.001, readRate: null, answered: 0, wrong: 0 },
      { error: 0.005, readRate: 0, answered: 0, wrong: 0 },
    ],
  });
  expect(JSON.stringify(spec)).not.toContain("best-");
  expect(spec.description).toBe("Error among the answered images over the share left to a human");
});

test("draws networks that are never wrong, always wrong, or answer all alike", () => {
  for (const risk of [0, 1, 0.5]) {
    expect(JSON.stringify(riskCoveragePlot({ curve: [{ coverage: 1, risk }] }))).not.toMatch(/NaN|"(left|risk)":null/);
  }
});

test("is as wide as the other plots", () => {
  const { width, padding } = riskCoveragePlot({ curve }) as unknown as { width: number; padding: { left: number; right: number } };
  expect(width + padding.left + padding.right).toBe(PLOT_WIDTH);
});

test("refuses a curve without points", () => {
  expect(() => riskCoveragePlot({ curve: [] })).toThrow(InputError);
  expect(() => riskCoveragePlot({ curve: [] })).toThrow(
    "riskCoveragePlot: no point came, at least one was wanted; plot it after an evaluation",
  );
});
