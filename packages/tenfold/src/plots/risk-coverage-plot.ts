import { InputError } from "../errors.js";
import { percent } from "../percent.js";
import { PLOT_WIDTH, type PlotSpec, VEGA_LITE } from "./plot-spec.js";
import { stretchedAxis } from "./stretched-axis.js";

/** What answering only the surest images comes to; shares are 0..1. */
export interface DrawnCoverage {
  /** Share of all images that is answered. */
  readonly coverage: number;
  /** Share of the answered images that is wrong. */
  readonly risk: number;
}

/** The share of images that can be answered when at most the share `error` may be wrong; null where it was not measured. */
export interface DrawnReadRate {
  readonly error: number;
  readonly readRate: number | null;
  /** Images answered at that rate, and the wrong ones among them. */
  readonly answered: number;
  readonly wrong: number;
}

const MARGINS = { left: 60, right: 40, top: 60, bottom: 48 };
const WIDTH = PLOT_WIDTH - MARGINS.left - MARGINS.right;
const HEIGHT = 190;
const LINE_HEIGHT = 15;
/** Both axes are stretched from one in a thousand on: where networks for MNIST live. */
const FINE = 0.001;
/** More than this are drawn as a line without its points. */
const MOST_POINTS = 30;

/**
 * The error among the answered images over the share left to a human, with the read rates at given errors marked. Both axes are
 * stretched towards 0.
 *
 * @throws InputError when the curve has no point
 */
export function riskCoveragePlot({
  curve,
  readRates = [],
}: {
  curve: readonly DrawnCoverage[];
  readRates?: readonly DrawnReadRate[];
}): PlotSpec {
  if (curve.length === 0) {
    throw new InputError("riskCoveragePlot: no point came, at least one was wanted; plot it after an evaluation");
  }
  const points = curve.map(({ coverage, risk }) => ({ left: tidy(1 - coverage), risk: tidy(risk) }));
  const x = stretchedAxis([0, FINE, ...points.map(({ left }) => left)], { constant: FINE, pixels: WIDTH, most: 1 });
  const y = stretchedAxis([0, FINE, ...points.map(({ risk }) => risk)], { constant: FINE, pixels: HEIGHT, most: 1 });
  const marks = marksOf(readRates);
  return {
    $schema: VEGA_LITE,
    description: ["Error among the answered images over the share left to a human", ...marks.map(({ label }) => `at ${label}`)].join("; "),
    title: {
      text: "Leaving the unsure ones out",
      subtitle: "error among the answered images, on axes stretched towards 0",
      frame: "group",
      dx: 8 - MARGINS.left,
      offset: 14,
    },
    width: WIDTH,
    height: HEIGHT,
    padding: MARGINS,
    autosize: "none",
    encoding: {
      x: { field: "left", type: "quantitative", ...stretched(x, "left to a human") },
      y: { field: "risk", type: "quantitative", ...stretched(y, null) },
    },
    layer: [
      { data: { values: points }, mark: { type: "line", style: "validation" } },
      ...(points.length > MOST_POINTS ? [] : [dots(points)]),
      ...marks.map((mark) => ({ data: { values: [mark] }, mark: { type: "point", style: "best-point", filled: false, opacity: 1 } })),
      ...labelled(marks, ({ risk }) => y.position(risk) * HEIGHT).map((mark) => ({
        data: { values: [mark] },
        mark: { type: "text", style: "best-label", text: mark.label, ...labelPlace(x.position(mark.left)) },
      })),
    ],
  };
}

function dots(values: readonly unknown[]): object {
  return { data: { values }, mark: { type: "point", style: "validation-point", filled: true, opacity: 1 } };
}

interface Mark {
  readonly left: number;
  readonly risk: number;
  readonly label: string;
}

/** Where the read rates stand on the curve; of several at the same place, the one with the smallest error. */
function marksOf(readRates: readonly DrawnReadRate[]): Mark[] {
  const marks: Mark[] = [];
  for (const { error, readRate, answered, wrong } of [...readRates].sort((a, b) => a.error - b.error)) {
    if (!readRate) continue;
    const left = tidy(1 - readRate);
    if (marks.some((mark) => mark.left === left)) continue;
    marks.push({
      left,
      risk: tidy(wrong / answered),
      label: `${percent(error, { short: true })} error: ${percent(readRate, { short: true })} read`,
    });
  }
  return marks;
}

/** The marks that get a label: none within a line's height of the one before, which has the smaller error. */
function labelled(marks: readonly Mark[], height: (mark: Mark) => number): Mark[] {
  const kept: Mark[] = [];
  for (const mark of marks) if (kept.every((other) => Math.abs(height(mark) - height(other)) >= LINE_HEIGHT)) kept.push(mark);
  return kept;
}

/** The curve falls to the right: there is room above its left part and beside its right part. */
function labelPlace(position: number): object {
  return position > 0.5 ? { align: "right", baseline: "bottom", dx: -10 } : { align: "left", baseline: "bottom", dx: 8, dy: -6 };
}

function stretched({ constant, domain, ticks }: ReturnType<typeof stretchedAxis>, title: string | null): object {
  const axis = { title, values: ticks, labelExpr: "format(100 * datum.value, '.3~g') + ' %'", titlePadding: 6, labelFlush: false };
  return { scale: { type: "symlog", constant, domain, nice: false }, axis: { ...axis, ...(title !== null && { grid: false }) } };
}

function tidy(value: number): number {
  return Number(value.toPrecision(9));
}
