import { InputError } from "../errors.js";
import { percent } from "../percent.js";
import { type Curve, type CurvePoint, curvePlot } from "./curve-plot.js";
import type { PlotSpec } from "./plot-spec.js";
import { stretchedAxis } from "./stretched-axis.js";

/** What an epoch came to, in Keras's field names; an entry of `history.json` is one. */
export interface Epoch {
  /** 1 for the first epoch. */
  readonly epoch: number;
  /** Mean over the epoch's batches, measured while training: with augmentation and dropout. */
  readonly loss: number;
  /** Share of images right, 0..1. */
  readonly accuracy?: number;
  /** Over the validation data at the end of the epoch; absent when there is none. */
  readonly val_loss?: number;
  readonly val_accuracy?: number;
  readonly learning_rate: number;
}

const HEIGHT = 190;
const RATE_HEIGHT = 110;
/** The accuracy axis is stretched from two mistakes in a thousand on: where networks for MNIST live. */
const FINE_ERROR = 0.002;
const FINE_LOSS = 0.01;

/**
 * Training and validation accuracy over the epochs, the best epoch marked.
 *
 * The axis is stretched towards 100 %: 99.4 % and 99.5 % are a sixth of the mistakes apart, and so they look.
 *
 * @throws InputError when no epoch has an accuracy
 */
export function accuracyCurves(epochs: readonly Epoch[]): PlotSpec {
  const errors = curvesOf(epochs, "accuracy", "val_accuracy", errorRate, rightShare);
  const axis = stretchedAxis(valuesOf(errors, "accuracyCurves", "an accuracy"), { constant: FINE_ERROR, pixels: HEIGHT, most: 1 });
  const best = lowest(errors.at(-1)?.points ?? []);
  const labelExpr = "format(100 * (1 - datum.value), '.4~g') + ' %'";
  return curvePlot({
    title: "Accuracy",
    subtitle: "share of images right, on an axis stretched towards 100 %",
    description: `Accuracy over ${epochsText(epochs)}; ${errors.at(-1)?.style} is best in epoch ${best.epoch}: ${rightShare(best.value)}.`,
    height: HEIGHT,
    curves: errors,
    y: { scale: scaleOf(axis, true), axis: { title: null, values: axis.ticks, labelExpr } },
    down: axis.position,
    best: { ...best, label: [`best ${rightShare(best.value)}`, `epoch ${best.epoch}`] },
  });
}

/**
 * Training and validation loss over the epochs, the lowest marked; the axis is stretched towards 0.
 *
 * Epochs whose loss is not a number (a training that diverged) are left out.
 *
 * @throws InputError when no epoch has a finite loss
 */
export function lossCurves(epochs: readonly Epoch[]): PlotSpec {
  const losses = curvesOf(epochs, "loss", "val_loss", tidy, threeDigits);
  const axis = stretchedAxis(valuesOf(losses, "lossCurves", "a finite loss"), { constant: FINE_LOSS, pixels: HEIGHT });
  const best = lowest(losses.at(-1)?.points ?? []);
  return curvePlot({
    title: "Loss",
    subtitle: "mean of an image, in nats, on an axis stretched towards 0",
    description: `Loss over ${epochsText(epochs)}; ${losses.at(-1)?.style} is lowest in epoch ${best.epoch}: ${threeDigits(best.value)}.`,
    height: HEIGHT,
    curves: losses,
    y: { scale: scaleOf(axis, false), axis: { title: null, values: axis.ticks, labelExpr: shortNumber(axis.domain[1] >= 1e4) } },
    down: (value) => 1 - axis.position(value),
    best: { ...best, label: [`lowest ${threeDigits(best.value)}`, `epoch ${best.epoch}`] },
  });
}

/**
 * The learning rate of each epoch; that of the lowest loss is marked, on validation data where there are any: the epoch whose weights a run keeps.
 *
 * @throws InputError when there is no epoch
 */
export function learningRateCurve(epochs: readonly Epoch[]): PlotSpec {
  const rates = { style: "training", points: pointsOf(epochs, "learning_rate", (rate) => rate) } as const;
  const highest = Math.max(...valuesOf([rates], "learningRateCurve", "a learning rate"));
  const judged = curvesOf(epochs, "loss", "val_loss", tidy, threeDigits).at(-1);
  const best = judged && rates.points.find(({ epoch }) => epoch === lowest(judged.points).epoch);
  return curvePlot({
    title: "Learning rate",
    subtitle: "of each epoch",
    description: `Learning rate over ${epochsText(epochs)}, at most ${threeDigits(highest)}.`,
    height: RATE_HEIGHT,
    curves: [rates],
    y: { scale: { domain: [0, highest], nice: 3 }, axis: { title: null, tickCount: 3, labelExpr: shortNumber(highest < 1e-3) } },
    down: (value) => 1 - value / highest,
    ...(best && { best: { ...best, label: [`lowest loss: epoch ${best.epoch}`] } }),
  });
}

/** Training first, validation last, each only where it was measured. */
function curvesOf(
  epochs: readonly Epoch[],
  training: keyof Epoch,
  validation: keyof Epoch,
  toAxis: (value: number) => number,
  write: (value: number) => string,
): Curve[] {
  const styles = [["training", training] as const, ["validation", validation] as const];
  return styles.flatMap(([style, field]) => {
    const points = pointsOf(epochs, field, toAxis);
    const last = points.at(-1);
    return last ? [{ style, points, label: [style, write(last.value)] }] : [];
  });
}

function pointsOf(epochs: readonly Epoch[], field: keyof Epoch, toAxis: (value: number) => number): CurvePoint[] {
  return epochs.flatMap((record) => {
    const value = record[field];
    return value !== undefined && Number.isFinite(value) ? [{ epoch: record.epoch, value: toAxis(value) }] : [];
  });
}

function valuesOf(curves: readonly Curve[], who: string, what: string): number[] {
  const values = curves.flatMap(({ points }) => points.map(({ value }) => value));
  if (values.length > 0) return values;
  throw new InputError(`${who}: no epoch with ${what} came, at least one was wanted; plot it after an epoch that measured one`);
}

/** The first of the points that no other is below. */
function lowest(points: readonly CurvePoint[]): CurvePoint {
  return points.reduce((best, point) => (point.value < best.value ? point : best));
}

function scaleOf({ constant, domain }: { constant: number; domain: readonly [number, number] }, reverse: boolean): object {
  return { type: "symlog", constant, domain, nice: false, ...(reverse && { reverse }) };
}

/** The Vega expression of an axis label: 0.0005, or 5e-4 where most zeros would not fit. */
function shortNumber(exponent: boolean): string {
  return exponent ? "datum.value === 0 ? '0' : format(datum.value, '.2~e')" : "format(datum.value, '~r')";
}

function errorRate(accuracy: number): number {
  return tidy(1 - accuracy);
}

/** 0.0054 for 1 - 0.9946, which floating point makes 0.005399999999999961. */
function tidy(value: number): number {
  return Number(value.toPrecision(9));
}

/** An error rate, written as the accuracy it leaves. */
function rightShare(error: number): string {
  return percent(1 - error, { short: true });
}

function threeDigits(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function epochsText({ length }: readonly Epoch[]): string {
  return length === 1 ? "1 epoch" : `${length} epochs`;
}
