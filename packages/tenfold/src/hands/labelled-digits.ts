import { InputError, ShapeError } from "../errors.js";
import { refuseCame, whatCame } from "../what-came.js";
import type { ShownDigit } from "./hand-evidence.js";
import { needPictures } from "./hand-features.js";
import { handLooks } from "./hand-looks.js";
import { HAND_CLASSES, type HandParameters, needHands } from "./hand-parameters.js";

/** Digits of one writer that somebody labelled. */
export interface LabelledDigits {
  /** `[n, 28, 28]`, ink 255. */
  readonly pictures: Uint8Array;
  /** 0..9 */
  readonly labels: ArrayLike<number>;
  /** What to call each picture in errors; by its place from 0 unless told. */
  readonly names?: readonly string[] | undefined;
}

/**
 * Such digits as a model of hands sees them, each as certain as its label.
 *
 * @param who the call, as errors name it
 * @throws ShapeError when pictures and labels are not as many
 * @throws InputError when there is none, or a label is no digit
 * @throws UsageError when something else came than digits and parameters
 */
export function shownAsLabelled(who: string, digits: LabelledDigits, parameters: HandParameters): ShownDigit[] {
  if (typeof digits !== "object" || digits === null) refuseCame(`${who}: the digits`, digits, "{ pictures, labels }");
  const { pictures, labels } = digits;
  needPictures(who, pictures);
  if (typeof labels !== "object" || labels === null || typeof labels.length !== "number")
    refuseCame(`${who}: labels`, labels, "a list of numbers from 0 to 9, one a picture,");
  needHands(who, parameters);
  const looks = handLooks(pictures, parameters);
  if (looks.length !== labels.length)
    throw new ShapeError(`${who}: ${looks.length} pictures but ${labels.length} labels came; pass one a picture`);
  if (looks.length === 0) throw new InputError(`${who}: no digit came; five of each are a good beginning`);
  return looks.map((look, at) => ({ look, scores: certain(who, labels[at]) }));
}

function certain(who: string, label: unknown): number[] {
  if (typeof label !== "number" || !Number.isInteger(label) || label < 0 || label >= HAND_CLASSES)
    throw new InputError(`${who}: a label is ${whatCame(label)}; wanted are the numbers 0 to 9`);
  return Array.from({ length: HAND_CLASSES }, (_, one) => (one === label ? 0 : Number.NEGATIVE_INFINITY));
}
