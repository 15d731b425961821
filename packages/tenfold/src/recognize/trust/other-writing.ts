import type { ReadString } from "../../document/document.js";
import { mean } from "../../mean.js";

/** A line that is so hardly right, and whose digits are on average no surer than this, is something else than digits: print, letters, a frame. */
const [RIGHT, SURE] = [0.05, 0.9];

/** Whether a line is likelier other writing than digits. */
export function isOtherWriting({ confidence, digits, status }: ReadString): boolean {
  return status !== "accepted" && confidence < RIGHT && mean(digits.map((digit) => digit.confidence)) < SURE;
}

/** What a reading says of lines that were left out. */
export function leftOut(count: number): { readonly notice?: string } {
  if (count === 0) return {};
  return { notice: `${count} line${count === 1 ? "" : "s"} of other writing ${count === 1 ? "was" : "were"} left out` };
}
