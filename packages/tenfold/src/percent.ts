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

/** Shares as "99.63 ± 0.02 %", mean and standard deviation to the same place; "99.63 %" without a deviation, as of a single one. */
export function percentSpread({ mean, sd }: { readonly mean: number; readonly sd: number | null }): string {
  const text = mean === 0 || mean === 1 ? (100 * mean).toFixed(2) : fixed(mean, 2);
  const places = text.length - 1 - text.indexOf(".");
  return `${text}${sd === null ? "" : ` ± ${(100 * sd).toFixed(places)}`} %`;
}

function fixed(share: number, decimals: number): string {
  const text = (100 * share).toFixed(decimals);
  return isOverstated(text, share) && decimals < MOST_PLACES ? fixed(share, decimals + 1) : text;
}

function significant(share: number, digits: number): string {
  const text = (100 * share).toPrecision(digits);
  return isOverstated(text, share) && digits < MOST_PLACES ? significant(share, digits + 1) : text;
}

function isOverstated(text: string, share: number): boolean {
  return (Number(text) === 0 && share > 0) || (Number(text) === 100 && share < 1);
}
