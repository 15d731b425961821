import type { ReadDigit, ReadString } from "../document/document.js";
import type { Field } from "../fields/field.js";
import type { Box } from "../image/geometry/box.js";
import type { Size } from "../image/geometry/size.js";
import type { Reading } from "./reading.js";

/** A reading that is likelier wrong than right is doubted. */
const DOUBTFUL = 0.5;
/** Pixels from the picture's edge within which the cut goes through a digit. */
const EDGE = 2;

/** The digit in the middle of a picture that holds more than one. */
export interface MiddleDigit {
  readonly digit: ReadDigit;
  /** Where nothing else is written, from the picture's top to its bottom. */
  readonly part: Box;
  /** Whether it stands over the middle, whole, and the cut went through all others: these are parts of its neighbors. */
  readonly isPlain: boolean;
}

/** Whether one digit is wanted and what was read is doubtful: then more may be written than that. */
export function wantsMiddle({ digits }: Field, { strings: [string] }: Reading): boolean {
  return digits.least === 1 && digits.most === 1 && string !== undefined && string.confidence < DOUBTFUL;
}

/**
 * Which of several digits a picture is of: who cuts out a digit has it in the middle, with whatever of its neighbors stands too close.
 *
 * @param free what was read where nobody said how many digits there are
 * @param size of the picture
 * @returns nothing where there is one digit at most
 */
export function middleDigit({ strings }: Reading, { height, width }: Size): MiddleDigit | undefined {
  const digits = strings.flatMap((string: ReadString) => string.digits);
  if (digits.length < 2) return undefined;
  const away = ({ box }: ReadDigit) => Math.abs((box.left + box.right - width) / 2);
  const [digit, ...others] = digits.toSorted((one, other) => away(one) - away(other)) as [ReadDigit, ...ReadDigit[]];
  const { left, right } = digit.box;
  const isBefore = ({ box }: ReadDigit) => box.left + box.right < left + right;
  const ends = others.filter(isBefore).map(({ box }) => Math.min(box.right, left));
  const begins = others.filter((one) => !isBefore(one)).map(({ box }) => Math.max(box.left, right));
  const isCut = ({ box }: ReadDigit) => box.left <= EDGE || box.right >= width - EDGE;
  return {
    digit,
    part: { left: Math.floor(Math.max(0, ...ends)), top: 0, right: Math.ceil(Math.min(width, ...begins)), bottom: height },
    isPlain: !isCut(digit) && left < width / 2 && right > width / 2 && others.every(isCut),
  };
}
