import { type MeanAndSd, type PairedDifference, percentSpread as spreadText } from "tenfold";
import { threeDigits, unbroken } from "./numbers.js";

const SPACE = "\u00a0";

/** Shares as "99.63 ± 0.02 %"; for a single seed "99.63 %". */
export function percentSpread(shares: MeanAndSd): string {
  return unbroken(spreadText(shares));
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

/** Two digits of it: 0.0312 -> "0.031", 0.95 -> "0.95", 0.996 -> "1"; 0.00001 -> "< 0.0001". */
export function pValue(p: number): string {
  return p < 1e-4 ? "< 0.0001" : String(Number(p.toPrecision(2)));
}
