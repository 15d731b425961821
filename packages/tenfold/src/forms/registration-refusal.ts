import { MOST_DISTORTED } from "./distortion.js";

/** What was found of a form under the best map. */
export interface Found {
  readonly residual: { readonly millimeters: number };
  readonly lines: { readonly of: number; readonly seen: number };
  readonly marks: { readonly of: number; readonly seen: number };
  /** How much of the lines' length was seen. */
  readonly share: number;
  /** Whether the template has neither marks nor boxes. */
  readonly isBare: boolean;
  /** Whether the map came of no sheet that was seen. */
  readonly isGuessed: boolean;
  readonly distortion: number;
}

/** From so many stretches of lines on, these decide: marks alone do not tell one form from another. */
const ENOUGH_LINES = 4;
/** How much of the length of printed lines must be seen; and where there is nothing but lines below fields, which look like any other lines. */
const LINES = 0.6;
const BARE_LINES = 0.8;
/** How many of the marks and few lines must be seen. */
const MARKS = 0.7;
/** The largest mean distance that a form may show, in millimeters: paper is bowed, and rulers are read to half a millimeter. */
const RESIDUAL = 0.8;
/** A scan that shows the page alone has its proportion up to this. */
const SAME_PROPORTION = 1.04;

/** Why a form does not fit a picture, as a sentence; nothing when it does. */
export function refusalOf({ residual, lines, marks, share, isBare, isGuessed, distortion }: Found): string | undefined {
  if (lines.of + marks.of === 0) return isGuessed && distortion > SAME_PROPORTION ? UNSEEN : undefined;
  if (!(distortion <= (lines.of > 0 ? MOST_DISTORTED.byLines : MOST_DISTORTED.byMarks))) return DISTORTED;
  const isEnough =
    lines.of >= ENOUGH_LINES ? share >= (isBare ? BARE_LINES : LINES) : marks.seen + lines.seen >= MARKS * (marks.of + lines.of);
  if (!isEnough) {
    const seen = [
      ...(marks.of > 0 ? [`${marks.seen} of its ${marks.of} marks`] : []),
      ...(lines.of > 0 ? [`${lines.seen} of ${lines.of} stretches of its printed lines`] : []),
    ].join(" and ");
    return `the form does not fit the picture: ${seen} were found; ${ADVICE}`;
  }
  if (residual.millimeters <= RESIDUAL) return undefined;
  return `the form fits the picture badly: what was found lies ${residual.millimeters.toFixed(1)} mm off; measure the template's boxes again`;
}

const ADVICE = "is it another form, or another page of it?";
const UNSEEN =
  "the sheet's edges were not seen, and the picture has not the page's proportion; lay the sheet on something darker, away from shadows, or give the template marks or boxes";
const DISTORTED = `the form does not fit the picture: it would be seen from farther aslant than can be read; ${ADVICE}`;
