import { type RiskCoveragePoint, riskCoverage } from "../../../evaluate/confidence/risk-coverage.js";
import { type LikelyCurve, logOdds, rightAt } from "./error-curve.js";

/** Own readings that are at least so sure, and how many of such are wrong at most, as far as the likely curves say. */
export interface OwnCount {
  /** The reader's confidence, 0..1. */
  readonly threshold: number;
  readonly answered: number;
  readonly wrong: number;
  /** The share of wrong ones that such readings have at most, with a probability of nine in ten; 0..1. */
  readonly risk: number;
}

/** Thresholds that are kept at most. */
const MOST = 400;

/** Nine in ten: the upper end of an interval of 80 %. */
const SURE = 0.9;

/**
 * What own readings, and the curves they leave likely, say of each threshold, from the surest down.
 *
 * The expected error at a threshold is that of the own readings from it on, a curve each; how it spreads over the curves gives `risk`.
 */
export function ownRisks(confidences: ArrayLike<number>, hits: ArrayLike<number>, curves: readonly LikelyCurve[]): OwnCount[] {
  const odds = Float64Array.from(confidences, logOdds).sort().reverse();
  const sums = new Float64Array(curves.length);
  let summed = 0;
  return stepsOf(riskCoverage(confidences, hits)).map(({ threshold, answered, wrong }) => {
    for (; summed < answered; summed++) {
      for (const [at, curve] of curves.entries()) sums[at] = (sums[at] as number) + 1 - rightAt(curve, odds[summed] as number);
    }
    return { threshold, answered, wrong, risk: upperEnd(curves, sums) / answered };
  });
}

/** Every point of the curve, or of many as many as are kept, evenly. */
function stepsOf(curve: readonly RiskCoveragePoint[]): readonly RiskCoveragePoint[] {
  if (curve.length <= MOST) return curve;
  return Array.from({ length: MOST }, (_, at) => curve[Math.ceil(((at + 1) * curve.length) / MOST) - 1] as RiskCoveragePoint);
}

/** The value that the likely curves stay below with the probability `SURE`. */
function upperEnd(curves: readonly LikelyCurve[], values: Float64Array): number {
  const order = Array.from(curves.keys()).sort((one, other) => (values[one] as number) - (values[other] as number));
  let below = 0;
  for (const at of order) {
    below += (curves[at] as LikelyCurve).share;
    if (below >= SURE) return values[at] as number;
  }
  return values[order.at(-1) as number] as number;
}
