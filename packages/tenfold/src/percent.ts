export interface PercentOptions {
  /** Places behind the point; 2 unless told. */
  readonly decimals?: number | undefined;
  /** Significant digits, in place of places behind the point. */
  readonly digits?: number | undefined;
  /** Whether zeros at the end are left out, as they are of significant digits: "99.5 %" in place of "99.50 %". */
  readonly short?: boolean | undefined;
}

/** A share that takes more places than this to tell from 0 or 1 is told as these. */
const MOST_PLACES = 9;

/**
 * A share as text: 0.9952 -> "99.52 %". It is rounded, not cut. "100 %" and "0 %" are written for exactly all and exactly nothing; a share that
 * would round to them gets as many more places as it takes.
 *
 * @param share 0..1 for the most part; "not a number" comes of what is none
 */
export function percent(share: number, { decimals = 2, digits, short = digits !== undefined }: PercentOptions = {}): string {
  if (!Number.isFinite(share)) return "not a number";
  if (share === 0 || share === 1) return `${100 * share} %`;
  const text = digits === undefined ? fixed(share, decimals) : significant(share, digits);
  return `${short ? Number(text) : text} %`;
}

/** A share in whole percents, 0..100, for what takes nothing else: 100 and 0 stand for exactly all and exactly nothing. */
export function wholePercent(share: number): number {
  if (share <= 0 || share >= 1) return share >= 1 ? 100 : 0;
  return Math.min(99, Math.max(1, Number(rounded(100 * share, 0))));
}

/** Shares as "99.63 ± 0.02 %", mean and standard deviation to the same place; "99.63 %" without a deviation, as of a single one. */
export function percentSpread({ mean, sd }: { readonly mean: number; readonly sd: number | null }): string {
  const text = mean === 0 || mean === 1 ? rounded(100 * mean, 2) : fixed(mean, 2);
  const places = text.length - 1 - text.indexOf(".");
  return `${text}${sd === null ? "" : ` ± ${rounded(100 * sd, places)}`} %`;
}

function fixed(share: number, decimals: number): string {
  const text = rounded(100 * share, decimals);
  return isOverstated(text, share) && decimals < MOST_PLACES ? fixed(share, decimals + 1) : text;
}

function significant(share: number, digits: number): string {
  const value = Number((100 * share).toPrecision(digits)); // 9.996 has two places of three digits, 10.0 has one
  const text = rounded(100 * share, digits - 1 - Math.floor(Math.log10(Math.abs(value))));
  return isOverstated(text, share) && digits < MOST_PLACES ? significant(share, digits + 1) : text;
}

/** A half is rounded up, as it is written: `toFixed` makes 20.4 of 20.45, which is a little less in binary. */
function rounded(value: number, places: number): string {
  const steps = Math.round(Number((value * 10 ** places).toPrecision(12)));
  return (steps / 10 ** places).toFixed(Math.max(0, places));
}

function isOverstated(text: string, share: number): boolean {
  return (Number(text) === 0 && share > 0) || (Number(text) === 100 && share < 1);
}
