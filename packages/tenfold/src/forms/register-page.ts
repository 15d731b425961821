import { InputError } from "../errors.js";
import type { Picture } from "../image/picture.js";
import { apply, chained, type Point, scaledAndShifted, type Transform } from "../image/transform.js";
import type { Sighting } from "./adjust.js";
import { distortion } from "./distortion.js";
import type { Fit } from "./fit-to-print.js";
import { type FormFeatures, featuresOf, scaleAt } from "./form-features.js";
import { pageInk } from "./page-ink.js";
import { placedForm } from "./placed-form.js";
import { refusalOf } from "./registration-refusal.js";
import type { FormPage } from "./template.js";

/** Where a form lies in a picture, and how sure that is. */
export interface Registration {
  /** From the form, in millimeters, to pixels of the picture. */
  readonly toPicture: Transform;
  /** How far what was seen lies from where it should, root mean square, in millimeters and in pixels of the picture. */
  readonly residual: { readonly millimeters: number; readonly pixels: number };
  /** How many stretches of printed lines the template promises, how many were seen, and how many ink hides, as writing does. */
  readonly lines: { readonly of: number; readonly seen: number; readonly hidden: number };
  /** How many marks the template promises, and how many were seen. */
  readonly marks: { readonly of: number; readonly seen: number };
  /** What the template expects and whether it was seen, for those who want to look. */
  readonly evidence: readonly { readonly from: Point; readonly to: Point; readonly seen: boolean }[];
  /** Why the form does not fit the picture, as a sentence; nothing when it does. */
  readonly refusal?: string;
  /** What is doubtful about it though it fits, as a sentence. */
  readonly notice?: string;
}

/** Pixels of the longer side that are enough: A4 at 180 dpi, where a hair line is still two pixels wide. */
const ENOUGH = 2100;

/**
 * Finds where a form lies in the picture of a page: scanned askew, upside down or at another scale, or photographed at an angle.
 *
 * The page's edges, the marks and the boxes of the form each suggest where it may lie; every suggestion is made to fit what is seen about it, and
 * then the printed lines, sighted within ever smaller distances; the one under which most of the print is found is kept. Where no marks hold it, it
 * is compared with its neighbors, a cell or a field farther on: it moves where more is found, and is refused where as much is.
 *
 * @throws InputError when the picture is too small to tell
 */
export function registerPage(picture: Picture, page: FormPage): Registration {
  const ink = pageInk(picture, ENOUGH);
  if (Math.min(ink.ink.height, ink.ink.width) < 100) {
    throw new InputError(`a picture of ${picture.width} x ${picture.height} pixels is too small for a form; 100 on each side is the least`);
  }
  const form = featuresOf(page);
  const found = placedForm(page, form, ink);
  if (!found) throw new InputError("the picture shows nothing that a form could be found by");
  const { fit, rival } = found;
  return {
    toPicture: chained(fit.map, scaledAndShifted(ink.factor, [0, 0])),
    ...figuresOf(fit, form, ink.factor),
    ...doubts(fit, form, rival),
  };
}

function figuresOf({ map, lines, seenMarks, sightings }: Fit, form: FormFeatures, factor: number) {
  const pixels = rootMeanSquare(sightings, map);
  return {
    residual: { millimeters: pixels / scaleAt(map, form.center), pixels: pixels * factor },
    lines: {
      of: lines.length,
      seen: lines.filter(({ isSeen }) => isSeen).length,
      hidden: lines.filter(({ isHidden }) => isHidden).length,
    },
    marks: { of: form.marks.length, seen: seenMarks },
    evidence: lines.map(({ line, isSeen }) => ({ ...line, seen: isSeen })),
  };
}

function doubts(fit: Fit, form: FormFeatures, rival: Point | undefined): Pick<Registration, "refusal" | "notice"> {
  const { map, prior, share, hidden } = fit;
  const isBare = form.marks.length + form.boxes.length === 0;
  const refusal = refusalOf({
    ...figuresOf(fit, form, 1),
    share,
    hidden,
    rival,
    isBare,
    isGuessed: prior === 0,
    distortion: distortion(map, form),
  });
  return { ...(refusal !== undefined && { refusal }), ...(isBare && { notice: BARE }) };
}

const BARE = "the template has neither marks nor printed boxes, so places may be some millimeters off";

function rootMeanSquare(sightings: readonly Sighting[], map: Transform): number {
  if (sightings.length === 0) return 0;
  const squares = sightings.reduce((sum, { of, at, normal }) => {
    const [u, v] = apply(map, of);
    return sum + (normal[0] * (at[0] - u) + normal[1] * (at[1] - v)) ** 2;
  }, 0);
  return Math.sqrt(squares / sightings.length);
}
