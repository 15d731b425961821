import type { Point } from "../../image/geometry/transform.js";
import { MOST_DISTORTED } from "./distortion.js";
import { type Fit, HELD } from "./fit-to-print.js";

/** What was found of a form under the best map. */
export interface Found extends Pick<Fit, "share" | "inVain" | "isHeld" | "distortion"> {
  readonly residual: { readonly millimeters: number };
  readonly lines: Count;
  readonly marks: Count;
  /** By how much the form could be laid elsewhere, in millimeters, as its print would be found there as well. */
  readonly rival: Point | undefined;
  /** Whether the template has neither marks nor boxes. */
  readonly isBare: boolean;
  /** Whether the map came of no sheet that was seen. */
  readonly isGuessed: boolean;
}

interface Count {
  readonly of: number;
  readonly seen: number;
}

/** From so many stretches of lines on, these decide: marks alone do not tell one form from another. */
const ENOUGH_LINES = 4;
/**
 * Fewer stretches than these, without marks or the sheet's edges, are like those of many a form when stretched at will: a box of 60 x 9 mm was
 * found on another form stretched by 1.23, two boxes in a table by 1.38. They may be stretched by no more than this, and not one stretch of
 * them may be promised in vain.
 */
const FEW_LINES = { count: 20, mostStretched: 1.2, inVain: 0.02 };
/**
 * How much of the length of printed lines must be seen: with marks; without, as heavy digits left 0.43 of narrow combs to be seen; and where
 * there is nothing but lines below fields, which look like any other lines.
 */
const LINES = { marked: 0.6, written: 0.4, bare: 0.8 };
/**
 * How much of it may be promised in vain, where there is paper, when no marks hold the form. Filled forms laid right promise less than 0.01 in vain,
 * were they filled with digits as high as their cells, or their templates measured to 0.7 mm; laid a cell or two off, 0.04 and more, most
 * of them beyond 0.12; other forms of much the same make, 0.14 and more.
 */
const IN_VAIN = 0.1;
/** The largest mean distance that a form may show, in millimeters: paper is bowed, and rulers are read to half a millimeter. */
const RESIDUAL = 0.8;
/** A scan that shows the page alone has its proportion up to this. */
const SAME_PROPORTION = 1.04;

/** Rejects a registration or accepts it: why a form does not fit a picture, as a sentence; nothing when it does. */
export function refusalOf(found: Found): string | undefined {
  const { residual, lines, marks, rival, isGuessed, distortion } = found;
  if (lines.of + marks.of === 0) return isGuessed && distortion > SAME_PROPORTION ? UNSEEN : undefined;
  if (!(distortion <= (lines.of > 0 ? MOST_DISTORTED.byLines : MOST_DISTORTED.byMarks))) return DISTORTED;
  if (!isEnough(found)) return `the form does not fit the picture: ${seenOf(found)}; ${ADVICE}`;
  if (isOfFew(found) && isGuessed && distortion > FEW_LINES.mostStretched) return STRETCHED;
  if (rival) return `the form may as well lie ${told(rival)}: its lines are seen there, too; ${TELL_APART}`;
  if (residual.millimeters <= RESIDUAL) return undefined;
  return `the form fits the picture badly: what was found lies ${residual.millimeters.toFixed(1)} mm off; measure the template's boxes again`;
}

function isOfFew({ lines, isHeld }: Found): boolean {
  return lines.of > 0 && lines.of < FEW_LINES.count && !isHeld;
}

function isEnough(found: Found): boolean {
  const { lines, marks, share, inVain, isHeld, isBare } = found;
  if (lines.of < ENOUGH_LINES) return marks.seen + lines.seen >= HELD.share * (marks.of + lines.of);
  if (isBare) return share >= LINES.bare;
  if (isHeld && share >= LINES.marked) return true;
  return share >= LINES.written && inVain <= (isOfFew(found) ? FEW_LINES.inVain : IN_VAIN);
}

function seenOf({ lines, marks, share }: Found): string {
  const seen = [
    ...(marks.of > 0 ? [`${marks.seen} of its ${marks.of} marks`] : []),
    ...(lines.of > 0 ? [`${lines.seen} of ${lines.of} stretches of its printed lines`] : []),
  ].join(" and ");
  return share < LINES.marked ? `${seen} were found` : `${seen} were found, but paper where others should be`;
}

/** A shift in words, as in "9.0 mm farther down". */
function told([x, y]: Point): string {
  const [across, down] = [
    `${Math.abs(x).toFixed(1)} mm farther ${x < 0 ? "left" : "right"}`,
    `${Math.abs(y).toFixed(1)} mm farther ${y < 0 ? "up" : "down"}`,
  ];
  return [...(Math.abs(x) >= 0.05 ? [across] : []), ...(Math.abs(y) >= 0.05 ? [down] : [])].join(" and ");
}

const ADVICE = "is it another form, or another page of it?";
const TELL_APART = "give the template a mark, or more of the boxes that are printed around";
const UNSEEN =
  "the sheet's edges were not seen, and the picture has not the page's proportion; lay the sheet on something darker, away from shadows, or give the template marks or boxes";
const STRETCHED = `the form does not fit the picture: it would be seen aslant, and so few printed lines look alike then; scan it flat, or ${TELL_APART}`;
const DISTORTED = `the form does not fit the picture: it would be seen from farther aslant than can be read; ${ADVICE}`;
