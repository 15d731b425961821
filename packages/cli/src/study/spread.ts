import type { MeanAndSd, PairedDifference } from "tenfold";
import { threeDigits } from "../report/numbers.js";

const SPACE = "\u00a0";

/** Shares as "99.63 ± 0.02 %"; for a single seed "99.63 %". */
export function percentSpread({ mean, sd }: MeanAndSd): string {
  return `${(100 * mean).toFixed(2)}${sd === null ? "" : `${SPACE}±${SPACE}${(100 * sd).toFixed(2)}`}${SPACE}%`;
}

/** Other measures as "12.3 ± 0.4": the spread to the last digit of the mean's three. */
export function spread({ mean, sd }: MeanAndSd): string {
  if (sd === null) return threeDigits(mean);
  const digits = mean > 0 ? Math.min(8, Math.max(0, 2 - Math.floor(Math.log10(mean)))) : 2;
  return `${mean.toFixed(digits)}${SPACE}±${SPACE}${sd.toFixed(digits)}`;
}

/** A difference of shares in points: "+0.12", "−0.03", "0.00". */
export function points(share: number): string {
  const text = (100 * Math.abs(share)).toFixed(2);
  return Number(text) === 0 ? text : `${share < 0 ? "−" : "+"}${text}`;
}

/** "+0.05 to +0.19", or why there is none. */
export function intervalText({ interval }: PairedDifference): string {
  return interval ? `${points(interval[0])} to ${points(interval[1])}` : "needs 2 seeds";
}

/** 0.0312 -> "0.031", 0.00001 -> "< 0.0001". */
export function pValue(p: number): string {
  if (p < 1e-4) return "< 0.0001";
  return p >= 0.9995 ? "1" : String(Number(p.toPrecision(2)));
}
