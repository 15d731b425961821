import { describe, expect, test } from "vitest";
import { confusionPlot } from "./confusion-plot.js";
import { accuracyCurves } from "./curves.js";
import { palettes, theme } from "./theme.js";

describe.each(["light", "dark"] as const)("the %s theme", (name) => {
  const { paper, ink, muted, training, validation, correct, errors, onErrors } = palettes[name];
  const text = [
    ["ink on paper", ink, paper],
    ["muted on paper", muted, paper],
    ["validation label on paper", validation, paper],
    ["count on the diagonal", muted, correct],
    ["count on few errors", ink, errors[0]],
    ["count on some errors", ink, errors[2]],
    ["count on many errors", onErrors, errors[3]],
    ["count on most errors", onErrors, errors[4]],
    ["a wrong reading on paper", errors[3], paper],
  ] as const;

  test.each(text)("%s reaches 4.5:1", (_, front, back) => expect(contrast(front, back)).toBeGreaterThanOrEqual(4.5));

  test.each([
    ["training", training],
    ["validation", validation],
  ])("the %s line reaches 3:1 on paper", (_, line) => expect(contrast(line, paper)).toBeGreaterThanOrEqual(3));

  test("more errors stand out more from the paper", () => {
    const contrasts = errors.map((error) => contrast(error, paper));
    expect(contrasts).toEqual([...contrasts].sort((a, b) => a - b));
  });
});

test("has every style that the plots name", () => {
  const epochs = [1, 2].map((epoch) => ({ epoch, loss: 1, accuracy: 0.9, val_accuracy: 0.9, learning_rate: 1 }));
  const plots = [
    accuracyCurves(epochs),
    confusionPlot({
      confusion: [
        [5, 1],
        [4, 5],
      ],
      classNames: ["0", "1"],
    }),
  ];
  const named = [...JSON.stringify(plots).matchAll(/"style":"([^"]+)"/g)].map((match) => match[1] as string);
  expect(Object.keys(theme("light").style as object)).toEqual(expect.arrayContaining(named));
});

/** The contrast ratio of WCAG 2.2 between two #rrggbb colors. */
function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const linear = (at: number) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
}
