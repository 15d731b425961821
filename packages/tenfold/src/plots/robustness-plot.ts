import { InputError } from "../errors.js";
import { percent } from "../percent.js";
import { PLOT_WIDTH, type PlotSpec, VEGA_LITE } from "./plot-spec.js";

/** What robustness to corruptions came to; shares are 0..1. */
export interface DrawnRobustness {
  /** Share of the clean images read right. */
  readonly clean: number;
  /** Mean of the corruptions. */
  readonly mean: number;
  readonly corruptions: readonly { readonly name: string; readonly accuracy: number }[];
}

const MARGINS = { left: 128, right: 64, top: 64, bottom: 40 };
const WIDTH = PLOT_WIDTH - MARGINS.left - MARGINS.right;
const ROW = 22;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/**
 * Accuracy on each kind of spoiled image, best first, with the mean among the bars and the clean images as a dashed line.
 *
 * @throws InputError when there is no corruption
 */
export function robustnessPlot({ clean, mean, corruptions }: DrawnRobustness): PlotSpec {
  if (corruptions.length === 0) throw new InputError("robustnessPlot: no corruption came, at least one was wanted");
  const bars = [
    ...corruptions.map(({ name, accuracy }) => ({ name: name.replaceAll("_", " "), accuracy, kind: "one" })),
    { name: "mean", accuracy: mean, kind: "mean" },
  ]
    .map((bar) => ({ ...bar, accuracy: Number(bar.accuracy.toPrecision(6)), label: inPercent(bar.accuracy) }))
    .sort((a, b) => b.accuracy - a.accuracy || a.name.localeCompare(b.name, "en"));
  const worst = bars.findLast(({ kind }) => kind === "one") as (typeof bars)[number];
  return {
    $schema: VEGA_LITE,
    description: `Accuracy on ${corruptions.length} kinds of spoiled images: clean ${inPercent(clean)}, mean ${inPercent(mean)}, worst ${worst.name} ${worst.label}.`,
    title: {
      text: "Accuracy on spoiled images",
      subtitle: `the dashed line is that on clean ones, ${inPercent(clean)}`,
      frame: "group",
      dx: 8 - MARGINS.left,
      offset: 14,
    },
    width: WIDTH,
    height: bars.length * ROW,
    padding: MARGINS,
    autosize: "none",
    data: { values: bars },
    encoding: {
      y: {
        field: "name",
        type: "nominal",
        scale: { domain: bars.map(({ name }) => name), paddingInner: 0.3, paddingOuter: 0.2 },
        axis: { title: null, labelLimit: PLOT_WIDTH, grid: false },
      },
    },
    layer: [
      bar("one", "training"),
      bar("mean", "validation"),
      {
        data: { values: [{ accuracy: clean }] },
        mark: { type: "rule", style: "best-rule" },
        encoding: { x: { field: "accuracy", type: "quantitative" }, y: { value: 0 }, y2: { value: "height" } },
      },
      label("one", "best-label"),
      label("mean", "validation-label"),
    ],
  };
}

function bar(kind: string, style: string): object {
  return {
    transform: [{ filter: `datum.kind === '${kind}'` }],
    mark: { type: "bar", style, strokeWidth: 0, opacity: kind === "mean" ? 1 : 0.55 },
    encoding: {
      x: {
        field: "accuracy",
        type: "quantitative",
        scale: { domain: [0, 1], nice: false },
        axis: { title: "share of images right", values: TICKS, labelExpr: "format(100 * datum.value, 'd') + ' %'", labelFlush: false },
      },
    },
  };
}

/** At the right edge, one under another, so that they are read like a column of a table. */
function label(kind: string, style: string): object {
  return {
    transform: [{ filter: `datum.kind === '${kind}'` }],
    mark: { type: "text", style, align: "right", baseline: "middle", dx: MARGINS.right - 8 },
    encoding: { x: { value: WIDTH }, text: { field: "label", type: "nominal" } },
  };
}

/** 0.9967 -> "99.7 %"; all and nothing are written for exactly that. */
function inPercent(share: number): string {
  return percent(share, { decimals: 1 });
}
