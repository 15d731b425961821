import { percent } from "../../percent.js";

/** A digit is told of from this doubt on. */
export const DOUBT = 0.05;

/** Another reading is told of from this probability on. */
export const MATTERS = 0.03;

/** A probability as reasons tell it: 0.314 -> "31 %". */
export function inPercent(share: number): string {
  return percent(share, { decimals: 0 });
}
