import { InputError } from "../errors.js";
import type { Picture } from "../image/picture.js";
import { apply, chained, type Point, scaledAndShifted, type Transform } from "../image/transform.js";
import type { Sighting } from "./adjust.js";
import { distortion } from "./distortion.js";
import { findBoxes } from "./find-boxes.js";
import { findMarks, WHITE } from "./find-marks.js";
import { firstGuesses, type Guess } from "./first-guesses.js";
import { type Fit, fitOf, refined } from "./fit-to-print.js";
import { type FormFeatures, featuresOf, grown, type SeenFeatures, scaleAt, sparse } from "./form-features.js";
import { type PageInk, pageInk } from "./page-ink.js";
import { printedLines } from "./printed-lines.js";
import { refusalOf } from "./registration-refusal.js";
import { stretchesOf } from "./sight-lines.js";
import type { FormPage } from "./template.js";

/** Where a form lies in a picture, and how sure that is. */
export interface Registration {
  /** From the form, in millimeters, to pixels of the picture. */
  readonly toPicture: Transform;
  /** How far what was seen lies from where it should, root mean square, in millimeters and in pixels of the picture. */
  readonly residual: { readonly millimeters: number; readonly pixels: number };
  /** How many stretches of printed lines the template promises, and how many were seen; the same of marks. */
  readonly lines: { readonly of: number; readonly seen: number };
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
 * then the printed lines, sighted within ever smaller distances; the one under which most of the print is found is kept.
 *
 * @throws InputError when the picture is too small to tell
 */
export function registerPage(picture: Picture, page: FormPage): Registration {
  const ink = pageInk(picture, ENOUGH);
  if (Math.min(ink.ink.height, ink.ink.width) < 100) {
    throw new InputError(`a picture of ${picture.width} x ${picture.height} pixels is too small for a form; 100 on each side is the least`);
  }
  const form = featuresOf(page);
  const seen = seenFeatures(page, form, ink);
  const ends = printedLines(page);
  const stretches = stretchesOf(ends);
  const few = sparse(stretches, ENOUGH_STRETCHES);
  const first = form.marks.length + form.boxes.length > 0 ? 2.5 : FARTHEST;
  const fits = firstGuesses(page, form, seen, ink).map((guess) => {
    const map = started(guess, form, seen);
    return fitOf(map, { form, seen, stretches: few, ends, ink, prior: guess.prior, reach: first });
  });
  const best = fits.sort((one, other) => other.score - one.score).slice(0, FINALISTS);
  const fitted = best.map(({ map, prior }) => {
    const context = { form, seen, ends, ink, prior };
    const moved = refined(map, { ...context, stretches: few, reach: first });
    return fitOf(moved, { ...context, stretches, reach: FINAL_REACH });
  });
  const [winner] = fitted.sort((one, other) => other.score - one.score);
  if (!winner) throw new InputError("the picture shows nothing that a form could be found by");
  return registrationOf(winner, form, ink.factor);
}

const FINALISTS = 4;
/** Stretches of lines that are enough to tell where a form lies. */
const ENOUGH_STRETCHES = 400;
const FINAL_REACH = 0.9;
/** How far off lines may be, in millimeters, where nothing else tells about where they are. */
const FARTHEST = 9;

function seenFeatures({ width, height }: FormPage, { marks }: FormFeatures, { mask, components }: PageInk): SeenFeatures {
  const scale = Math.max(mask.height, mask.width) / Math.max(width, height); // pixels a millimeter, where the page fills the picture
  const sizes = marks.map(({ size }) => size * scale);
  const kinds = marks.map(({ kind }) => kind);
  return {
    boxes: findBoxes(mask),
    marks:
      kinds.length > 0
        ? findMarks(components, mask, { kinds, least: 0.25 * Math.min(...sizes), most: 1.6 * Math.max(...sizes), white: WHITE * scale })
        : [],
  };
}

function started({ map, allowance, known }: Guess, form: FormFeatures, seen: SeenFeatures): Transform {
  return grown(form, seen, map, allowance, known).map;
}

function registrationOf({ map, prior, lines, share, seenMarks, sightings }: Fit, form: FormFeatures, factor: number): Registration {
  const pixels = rootMeanSquare(sightings, map);
  const scale = scaleAt(map, form.center);
  const found = lines.filter(({ isSeen }) => isSeen).length;
  const figures = {
    residual: { millimeters: pixels / scale, pixels: pixels * factor },
    lines: { of: lines.length, seen: found },
    marks: { of: form.marks.length, seen: seenMarks },
  };
  const evidence = lines.map(({ line, isSeen }) => ({ ...line, seen: isSeen }));
  const isBare = form.marks.length + form.boxes.length === 0;
  const refusal = refusalOf({ ...figures, share, isBare, isGuessed: prior === 0, distortion: distortion(map, form) });
  return {
    toPicture: chained(map, scaledAndShifted(factor, [0, 0])),
    ...figures,
    evidence,
    ...(refusal !== undefined && { refusal }),
    ...(isBare && { notice: BARE }),
  };
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
