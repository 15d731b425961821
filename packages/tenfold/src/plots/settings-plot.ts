import { InputError } from "../errors.js";
import { percentSpread } from "../percent.js";
import { PLOT_WIDTH, type PlotSpec, VEGA_LITE } from "./plot-spec.js";
import { zoomedAxis } from "./zoomed-axis.js";

/** A setting of a study and how well it did. */
export interface DrawnSetting {
  readonly name: string;
  /** Accuracies, 0..1, one a seed. */
  readonly accuracies: readonly number[];
  readonly mean: number;
  /** Null for a single seed. */
  readonly sd: number | null;
}

const MARGINS = { left: 8, right: 16, top: 60, bottom: 44 };
const WIDTH = PLOT_WIDTH - MARGINS.left - MARGINS.right;
/** A line with the setting's name, and below it its dots. */
const ROW = 46;
const [NAME_AT, DOTS_AT] = [15, 31];

/**
 * The accuracy of each setting: every seed a dot, the mean a stroke, the standard deviation a bar. The axis is zoomed to where they are.
 *
 * @param images which images they are of, as in "10,000 test images"
 * @throws InputError when there is no setting, or one has no accuracy
 */
export function settingsPlot({ settings, images }: { settings: readonly DrawnSetting[]; images: string }): PlotSpec {
  if (settings.length === 0 || settings.some(({ accuracies }) => accuracies.length === 0)) {
    throw new InputError("settingsPlot: every setting needs an accuracy, and at least one setting was wanted; plot finished runs");
  }
  const height = ROW * settings.length;
  const ends = settings.flatMap(({ accuracies, mean, sd }) => [...accuracies, mean - (sd ?? 0), mean + (sd ?? 0)]);
  const { domain, ticks } = zoomedAxis(ends, { most: 1, count: 4 });
  const rows = settings.map(({ mean, sd, ...rest }, row) => ({
    ...rest,
    mean,
    said: percentSpread({ mean, sd }),
    from: Math.max(domain[0], mean - (sd ?? 0)),
    to: Math.min(domain[1], mean + (sd ?? 0)),
    label: row * ROW + NAME_AT,
    at: row * ROW + DOTS_AT,
  }));
  const dots = rows.flatMap(({ accuracies, at }) => accuracies.map((accuracy) => ({ accuracy, at })));
  const spread = rows.filter((_, row) => settings[row]?.sd !== null);
  const x = (field: string) => ({ field, type: "quantitative" });
  return {
    $schema: VEGA_LITE,
    description: `Accuracy on ${images}: ${rows.map(({ name, said }) => `${name} ${said}`).join("; ")}.`,
    title: {
      text: "Accuracy",
      subtitle: `on ${images}: a dot a seed, the bar is mean ± sd`,
      frame: "group",
      dx: 0,
      offset: 14,
    },
    width: WIDTH,
    height,
    padding: MARGINS,
    autosize: "none",
    encoding: {
      x: {
        ...x("accuracy"),
        scale: { domain, nice: false, zero: false },
        axis: { title: null, values: ticks, labelExpr: PERCENT, labelFlush: true },
      },
      y: { field: "at", type: "quantitative", scale: { domain: [height, 0], nice: false }, axis: null },
    },
    layer: [
      ...(spread.length > 0
        ? [{ data: { values: spread }, mark: { type: "rule", style: "spread" }, encoding: { x: x("from"), x2: { field: "to" } } }]
        : []),
      { data: { values: rows }, mark: { type: "tick", style: "mean", orient: "vertical" }, encoding: { x: x("mean") } },
      { data: { values: dots }, mark: { type: "point", style: "seed-point", filled: true, opacity: 1 } },
      { data: { values: rows }, mark: text("best-label", "left"), encoding: { ...words("name", 0) } },
      { data: { values: rows }, mark: text("validation-label", "right"), encoding: { ...words("said", WIDTH) } },
    ],
  };
}

const PERCENT = "format(100 * datum.value, '.5~g') + ' %'";

function text(style: string, align: string): object {
  return { type: "text", style, align, baseline: "alphabetic" };
}

function words(field: string, x: number): object {
  return { text: { field, type: "nominal" }, x: { value: x }, y: { field: "label", type: "quantitative" } };
}

/** 0.99634 -> "99.63" */
