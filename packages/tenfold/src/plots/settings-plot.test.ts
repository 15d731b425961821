import { expect, test } from "vitest";
import { PLOT_WIDTH } from "./plot-spec.js";
import { settingsPlot } from "./settings-plot.js";

const settings = [
  { name: "augmented", accuracies: [0.9962, 0.9963, 0.9965], mean: 0.99633, sd: 0.00015 },
  { name: "plain, equal epochs", accuracies: [0.9951, 0.9948, 0.9953], mean: 0.99507, sd: 0.00025 },
];
const plot = (drawn: Parameters<typeof settingsPlot>[0]["settings"] = settings) =>
  settingsPlot({ settings: drawn, images: "10,000 test images" });

test("draws what is stored", async () => {
  await expect(`${JSON.stringify(plot(), null, 2)}\n`).toMatchFileSnapshot("__snapshots__/settingsPlot.json.snap");
});

test("says in words what can be read", () => {
  expect(plot().description).toBe("Accuracy on 10,000 test images: augmented 99.63 ± 0.02 %; plain, equal epochs 99.51 ± 0.03 %.");
});

test("draws a single seed without a bar, and settings that are never or always right", () => {
  for (const accuracy of [0, 0.5, 1]) {
    const spec = JSON.stringify(plot([{ name: "one", accuracies: [accuracy], mean: accuracy, sd: null }]));
    expect(spec).not.toMatch(/NaN|Infinity|"spread"/);
    expect(spec).not.toContain("±  %");
  }
});

test("is as wide as the other plots", () => {
  const { width, padding } = plot() as unknown as { width: number; padding: { left: number; right: number } };
  expect(width + padding.left + padding.right).toBe(PLOT_WIDTH);
});

test("refuses settings without runs", () => {
  const sentence = "settingsPlot: every setting needs an accuracy, and at least one setting was wanted; plot finished runs";
  expect(() => plot([])).toThrow(sentence);
  expect(() => plot([{ name: "one", accuracies: [], mean: 0, sd: null }])).toThrow(sentence);
});
