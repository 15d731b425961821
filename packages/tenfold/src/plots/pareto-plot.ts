import { InputError } from "../errors.js";
import { type Label, type Obstacle, placedLabels } from "./placed-labels.js";
import { PLOT_WIDTH, type PlotSpec, VEGA_LITE } from "./plot-spec.js";
import { zoomedAxis } from "./zoomed-axis.js";

/** A choice with what it costs and how accurate it is. */
export interface DrawnChoice {
  readonly name: string;
  /** Above 0; the axis is logarithmic. */
  readonly cost: number;
  /** Share of images right, 0..1. */
  readonly accuracy: number;
  /** Whether no other choice is better on one side without being worse on the other. */
  readonly front: boolean;
}

const MARGINS = { left: 64, right: 20, top: 60, bottom: 48 };
const WIDTH = PLOT_WIDTH - MARGINS.left - MARGINS.right;
const HEIGHT = 220;
/** Room left of the cheapest, and right of the dearest for its name, as factors. */
const AIR = { left: 1.35, right: 1.9 };

/**
 * Accuracy over cost, with the Pareto front: the choices that nothing beats on both sides, joined by the steps of what is to be had
 * for so much.
 *
 * `cost` says what it is, as in "parameters", its `format` is d3's, "~s" for 12k, "~g" for 0.35; `images` which images the accuracy is of.
 *
 * @throws InputError when there is no choice, or a cost is not above 0
 */
export function paretoPlot({
  choices,
  cost,
  images,
}: {
  choices: readonly DrawnChoice[];
  cost: { readonly title: string; readonly format: string };
  images: string;
}): PlotSpec {
  if (choices.length === 0) throw new InputError("paretoPlot: no choice came, at least one was wanted; plot finished runs");
  const free = choices.find((choice) => !(choice.cost > 0 && Number.isFinite(choice.cost)));
  if (free) throw new InputError(`paretoPlot: ${free.name} costs ${free.cost}, and the axis takes costs above 0; leave it out`);
  const costs = choices.map((choice) => choice.cost);
  const [from, to] = [Math.min(...costs) / AIR.left, Math.max(...costs) * AIR.right];
  const y = zoomedAxis(
    choices.map(({ accuracy }) => accuracy),
    { most: 1, count: 5 },
  );
  const front = choices.filter((choice) => choice.front).sort((a, b) => a.cost - b.cost || a.accuracy - b.accuracy);
  const across = (value: number) => (Math.log(value / from) / Math.log(to / from)) * WIDTH;
  const place = ({ name, cost: x, accuracy }: DrawnChoice) => ({ text: name, x: across(x), y: (1 - y.position(accuracy)) * HEIGHT });
  const labels = placedLabels(choices.map(place), { width: WIDTH, height: HEIGHT }, steps(front.map(place)));
  return {
    $schema: VEGA_LITE,
    description: `Accuracy on ${images} over ${cost.title}; on the Pareto front: ${front.map(({ name }) => name).join(", ")}.`,
    title: {
      text: `Accuracy over ${cost.title}`,
      subtitle: `on ${images}; the line is the Pareto front`,
      frame: "group",
      dx: 8 - MARGINS.left,
      offset: 14,
    },
    width: WIDTH,
    height: HEIGHT,
    padding: MARGINS,
    autosize: "none",
    encoding: {
      x: {
        field: "cost",
        type: "quantitative",
        scale: { type: "log", domain: [from, to], nice: false },
        axis: { title: cost.title, values: roundCosts(from, to), format: cost.format, grid: false, titlePadding: 6 },
      },
      y: {
        field: "accuracy",
        type: "quantitative",
        scale: { domain: y.domain, nice: false, zero: false },
        axis: { title: null, values: y.ticks, labelExpr: "format(100 * datum.value, '.5~g') + ' %'" },
      },
    },
    layer: [
      { data: { values: front }, mark: { type: "line", style: "front", interpolate: "step-after" } },
      ...dots(choices, false),
      ...dots(choices, true),
      ...labels.map((label, index) => named(label, choices[index]?.front === true)),
    ],
  };
}

/** Where the line of the front runs: from each point to the right, then up to the next. */
function steps(points: readonly { readonly x: number; readonly y: number }[]): Obstacle[] {
  return points.slice(1).flatMap(({ x, y }, index) => {
    const before = points[index] as { x: number; y: number };
    return [
      { left: before.x, right: x, top: before.y, bottom: before.y },
      { left: x, right: x, top: y, bottom: before.y },
    ];
  });
}

function dots(choices: readonly DrawnChoice[], front: boolean): object[] {
  const values = choices.filter((choice) => choice.front === front);
  if (values.length === 0) return [];
  return [{ data: { values }, mark: { type: "point", style: front ? "front-point" : "beaten-point", filled: true, opacity: 1 } }];
}

function named({ text, x, y, align }: Label, front: boolean): object {
  return {
    data: { values: [{}] },
    mark: { type: "text", style: front ? "validation-label" : "training-label", text, align, baseline: "middle" },
    encoding: { x: { value: x }, y: { value: y } },
  };
}

/** 1, 2 and 5 of every decade where that makes few labels, else the powers of ten; where that leaves fewer than two, any round numbers. */
function roundCosts(from: number, to: number): number[] {
  const digits = to / from < 40 ? [1, 2, 5] : [1];
  const decades = Array.from({ length: 40 }, (_, index) => index - 12);
  const round = decades.flatMap((decade) => digits.map((digit) => Number(`${digit}e${decade}`)));
  const within = round.filter((cost) => cost >= from && cost <= to);
  return within.length > 1 ? within : [...zoomedAxis([from, to], { count: 3 }).ticks].filter((cost) => cost >= from && cost <= to);
}
