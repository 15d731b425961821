import { PLOT_WIDTH, type PlotSpec, VEGA_LITE } from "./plot-spec.js";

export interface CurvePoint {
  readonly epoch: number;
  readonly value: number;
}

/** One line of the plot; `style` names its color in the theme, `label` are the two lines that stand at its end. */
export interface Curve {
  readonly style: "training" | "validation";
  readonly points: readonly CurvePoint[];
  readonly label?: readonly [string, string];
}

export interface CurvePlot {
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  /** Height of the plotting area in pixels. */
  readonly height: number;
  readonly curves: readonly Curve[];
  /** The Vega-Lite scale and axis of the values. */
  readonly y: Readonly<Record<string, unknown>>;
  /** How far down the plotting area a value stands, 0..1; for labels that keep clear of each other. */
  readonly down: (value: number) => number;
  /** The point marked, with a label a line an entry. */
  readonly best?: CurvePoint & { readonly label: readonly string[] };
}

/** Space around the plotting area: axis labels on the left, the curves' labels on the right. */
const MARGINS = { left: 60, right: 96, top: 60, bottom: 40 };
const WIDTH = PLOT_WIDTH - MARGINS.left - MARGINS.right;
const LINE_HEIGHT = 16;
/** The two lines of a curve's label and the space below them. */
const LABEL_ROOM = 2 * LINE_HEIGHT + 4;
/** How far a label may stand below the plotting area, no further than the axis labels do, and above it, where it would push the title out of sight. */
const [BELOW, ABOVE] = [8, 2];
/** More epochs than this are drawn as a line without its points. */
const MOST_POINTS = 30;

/** Curves over epochs, each named at its end, with one epoch marked. */
export function curvePlot({ title, subtitle, description, height, curves, y, down, best }: CurvePlot): PlotSpec {
  const epochs = curves.flatMap(({ points }) => points.map(({ epoch }) => epoch));
  const [first, last] = [Math.min(...epochs), Math.max(...epochs)];
  const domain = first === last ? [first - 1, last + 1] : [first, last];
  const tops = labelTops(curves, height, down);
  return {
    $schema: VEGA_LITE,
    description,
    title: { text: title, subtitle, frame: "group", dx: 8 - MARGINS.left, offset: 14 },
    width: WIDTH,
    height,
    padding: MARGINS,
    autosize: "none",
    encoding: {
      x: {
        field: "epoch",
        type: "quantitative",
        scale: { domain, nice: false },
        axis: { title: "epoch", values: epochTicks(first, last), format: "d", grid: false, titlePadding: 6, labelFlush: false },
      },
      y: { field: "value", type: "quantitative", ...y },
    },
    layer: [
      ...(best ? [bestRule(best)] : []),
      ...curves.flatMap(curveLayers),
      ...(best ? [bestRing(best)] : []),
      ...curves.flatMap((curve, index) => endLabel(curve, tops[index] as number)),
      ...(best ? [bestLabel(best, { top: down(best.value) > 0.5, left: best.epoch > (first + last) / 2, height })] : []),
    ],
  };
}

function layer(type: string, style: string, values: readonly unknown[], mark: object, encoding?: object): object {
  return { data: { values }, mark: { type, style, ...mark }, ...(encoding && { encoding }) };
}

function curveLayers({ style, points }: Curve): object[] {
  const line = layer("line", style, points, {});
  return points.length > MOST_POINTS ? [line] : [line, layer("point", `${style}-point`, points, { filled: true, opacity: 1 })];
}

function bestRule({ epoch }: CurvePoint): object {
  return layer("rule", "best-rule", [{ epoch }], {}, { y: { value: 0 }, y2: { value: "height" } });
}

function bestRing({ epoch, value }: CurvePoint): object {
  return layer("point", "best-point", [{ epoch, value }], { filled: false, opacity: 1 });
}

/** Beside the rule, on the side with more room, and at its far end from the point. */
function bestLabel({ epoch, label }: NonNullable<CurvePlot["best"]>, at: { top: boolean; left: boolean; height: number }): object {
  const place = at.left ? { align: "right", dx: -7 } : { align: "left", dx: 7 };
  const y = at.top ? 4 : at.height - label.length * LINE_HEIGHT - 2;
  return layer("text", "best-label", [{ epoch }], { text: label, lineHeight: LINE_HEIGHT, baseline: "top", ...place }, { y: { value: y } });
}

function endLabel({ style, points, label }: Curve, top: number): object[] {
  if (!label) return [];
  const mark = { text: label, lineHeight: LINE_HEIGHT, align: "left", baseline: "top", dx: 10 };
  return [layer("text", `${style}-label`, points.slice(-1), mark, { x: { value: WIDTH }, y: { value: top } })];
}

/**
 * Where each label starts, in pixels from the top: centered on its curve's end, pushed apart evenly where two would overlap, kept beside
 * the plotting area.
 */
function labelTops(curves: readonly Curve[], height: number, down: (value: number) => number): number[] {
  const [a = 0, b = a + LABEL_ROOM] = curves.map(({ points }) => down(points.at(-1)?.value ?? 0) * height - LABEL_ROOM / 2);
  const push = (Math.max(0, LABEL_ROOM - Math.abs(a - b)) / 2) * (a <= b ? 1 : -1);
  const tops = [a - push, b + push].slice(0, curves.length);
  const above = Math.max(0, -ABOVE - Math.min(...tops));
  const below = Math.max(0, Math.max(...tops) + LABEL_ROOM - height - BELOW);
  return tops.map((top) => Math.round(top + above - below));
}

/** The first epoch and the multiples of 1, 2, 5, 10, ... that make about eight labels. */
function epochTicks(first: number, last: number): number[] {
  let step = 1;
  for (let next = 0; (last - first) / step > 8; next++) step = (([2, 5, 10] as const)[next % 3] as number) * 10 ** Math.floor(next / 3);
  const ticks = [first];
  for (let epoch = Math.floor(first / step) * step + step; epoch <= last; epoch += step) {
    if (epoch - first >= step / 2) ticks.push(epoch);
  }
  return ticks;
}
