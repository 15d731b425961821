import { InputError } from "../../../errors.js";

/**
 * How probably a reading of one's own is wrong, by the confidence that the reader gives it: the log odds of being right are
 * `shift + scale * log odds of the confidence`. Shift 0 and scale 1 take confidences at their word.
 *
 * Source: Platt, "Probabilistic outputs for support vector machines", 1999; of log odds as in Kull, Silva Filho, Flach, "Beta calibration", 2017
 */
export interface ErrorCurve {
  readonly shift: number;
  /** Above 0, so that what the reader is surer of stays so. */
  readonly scale: number;
}

/** A curve that may be the true one, and how probably it is, as a share of all that may be. */
export interface LikelyCurve extends ErrorCurve {
  readonly share: number;
}

/**
 * What is thought before anything was read: standard deviations of the shift, and of the scale's logarithm. By reasoning: one's own scans may
 * have half or twice the odds of an error that the reader's confidence has, and the surest readings may be worth a third more digits of
 * confidence or a third less. Chosen before own readings were looked at, and held against simulated ones.
 */
const BEFORE = { shift: 0.7, scale: 0.3 };

/** Curves a side of the grid; and so often the grid is laid anew around what is likely. */
const [SIDE, ROUNDS] = [31, 4];

/** Standard deviations to each side that the grid covers. */
const REACH = 4.5;

/** Curves less probable than this share count for nothing. */
const LEAST = 1e-8;

/**
 * The curves that own readings leave likely, by Bayes' rule over a grid of them.
 *
 * @param confidences one a reading, 0..1
 * @param hits 1 where the reading was right, else 0
 */
export function likelyCurves(confidences: ArrayLike<number>, hits: ArrayLike<number>): LikelyCurve[] {
  const odds = Array.from(confidences, logOdds);
  let [middle, reach] = [
    { shift: 0, scale: 0 },
    { shift: REACH * BEFORE.shift, scale: REACH * BEFORE.scale },
  ];
  for (let round = 1; ; round++) {
    const grid = weighed(gridAround(middle, reach), odds, hits);
    if (round === ROUNDS) return grid.filter(({ share }) => share > LEAST);
    const [shift, scale] = [spreadOf(grid, ({ shift }) => shift), spreadOf(grid, ({ scale }) => Math.log(scale))];
    const step = 2 / (SIDE - 1);
    middle = { shift: shift.mean, scale: scale.mean };
    reach = { shift: Math.max(REACH * shift.sd, step * reach.shift), scale: Math.max(REACH * scale.sd, step * reach.scale) };
  }
}

/** The one curve that stands for all likely ones: their mean. */
export function meanCurve(curves: readonly LikelyCurve[]): ErrorCurve {
  return {
    shift: spreadOf(curves, ({ shift }) => shift).mean,
    scale: Math.exp(spreadOf(curves, ({ scale }) => Math.log(scale)).mean),
  };
}

/** The probability that a reading of a confidence is right, by a curve. */
export function rightBy(curve: ErrorCurve, confidence: number): number {
  return rightAt(curve, logOdds(confidence));
}

/** The same of a confidence whose log odds are known. */
export function rightAt({ shift, scale }: ErrorCurve, odds: number): number {
  return 1 / (1 + Math.exp(-(shift + scale * odds)));
}

/** No confidence is taken to say more than this. */
const EDGE = 1e-6;

/** A confidence's log odds, of one that is not quite 0 or 1. */
export function logOdds(confidence: number): number {
  if (!(confidence >= 0 && confidence <= 1)) throw new InputError(`a confidence is a number from 0 to 1, not ${confidence}`);
  const inside = Math.min(1 - EDGE, Math.max(EDGE, confidence));
  return Math.log(inside / (1 - inside));
}

/** Curves around one, the logarithm of whose scale is given. */
function gridAround(middle: ErrorCurve, reach: ErrorCurve): ErrorCurve[] {
  const at = (index: number): number => (2 * index) / (SIDE - 1) - 1;
  return Array.from({ length: SIDE * SIDE }, (_, index) => ({
    shift: middle.shift + reach.shift * at(index % SIDE),
    scale: Math.exp(middle.scale + reach.scale * at(Math.floor(index / SIDE))),
  }));
}

function weighed(grid: readonly ErrorCurve[], odds: readonly number[], hits: ArrayLike<number>): LikelyCurve[] {
  const logs = grid.map((curve) => logPrior(curve) + logLikelihood(curve, odds, hits));
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return grid.map((curve, at) => ({ ...curve, share: (weights[at] as number) / total }));
}

function logPrior({ shift, scale }: ErrorCurve): number {
  return -((shift / BEFORE.shift) ** 2 + (Math.log(scale) / BEFORE.scale) ** 2) / 2;
}

function logLikelihood({ shift, scale }: ErrorCurve, odds: readonly number[], hits: ArrayLike<number>): number {
  let sum = 0;
  for (const [at, own] of odds.entries()) {
    const given = shift + scale * own;
    const against = hits[at] ? -given : given;
    sum -= against > 30 ? against : Math.log1p(Math.exp(against));
  }
  return sum;
}

function spreadOf(curves: readonly LikelyCurve[], value: (curve: LikelyCurve) => number): { readonly mean: number; readonly sd: number } {
  const total = curves.reduce((sum, { share }) => sum + share, 0);
  const mean = curves.reduce((sum, curve) => sum + curve.share * value(curve), 0) / total;
  const variance = curves.reduce((sum, curve) => sum + curve.share * (value(curve) - mean) ** 2, 0) / total;
  return { mean, sd: Math.sqrt(variance) };
}
