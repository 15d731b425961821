import { InputError } from "../errors.js";
import type { Picture } from "../image/picture.js";
import { apply, chained, type Point, scaledAndShifted, type Transform } from "../image/transform.js";
import { adjusted, type Sighting } from "./adjust.js";
import { distortion, MOST_DISTORTED } from "./distortion.js";
import { findBoxes } from "./find-boxes.js";
import { findMarks, shapeOf } from "./find-marks.js";
import { firstGuesses, type Guess } from "./first-guesses.js";
import { type FormFeatures, featuresOf, grown, matched, type SeenFeatures, scaleAt, sparse } from "./form-features.js";
import { type PageInk, pageInk } from "./page-ink.js";
import { type PrintedLine, printedLines } from "./printed-lines.js";
import { sightEnds } from "./sight-ends.js";
import { type SeenLine, sightLines, stretchesOf } from "./sight-lines.js";
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
/** How much of the length of printed lines must be seen, and how many marks; where there are lines, marks alone do not tell one form from another. */
const LINES = 0.6;
/** The same where there is nothing but lines below fields, which look like any other lines. */
const BARE_LINES = 0.8;
const MARKS = 0.7;
/** The largest mean distance that a form may show, in millimeters: paper is bowed, and rulers are read to half a millimeter. */
const RESIDUAL = 0.8;
const THRESHOLD = 28;

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
    return judged(map, { form, seen, stretches: few, ends, ink, prior: guess.prior, reach: first });
  });
  const best = fits.sort((one, other) => other.score - one.score).slice(0, FINALISTS);
  const refined = best.map(({ map, prior }) => {
    const context = { form, seen, ends, ink, prior };
    const fitted = refine(map, { ...context, stretches: few, reach: first });
    return judged(fitted, { ...context, stretches, reach: FINAL_REACH });
  });
  const [winner] = refined.sort((one, other) => other.score - one.score);
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
  const shapes = [...new Set(marks.map(({ kind }) => shapeOf(kind)))];
  return {
    boxes: findBoxes(mask),
    marks:
      shapes.length > 0 ? findMarks(components, mask, { shapes, least: 0.25 * Math.min(...sizes), most: 1.6 * Math.max(...sizes) }) : [],
  };
}

function started({ map, allowance, known }: Guess, form: FormFeatures, seen: SeenFeatures): Transform {
  return grown(form, seen, map, allowance, known).map;
}

interface Sighted {
  readonly form: FormFeatures;
  readonly seen: SeenFeatures;
  readonly stretches: readonly PrintedLine[];
  /** Whole lines, for their ends. */
  readonly ends: readonly PrintedLine[];
  readonly ink: PageInk;
  readonly prior: number;
  /** Millimeters that lines may be off. */
  readonly reach: number;
}

interface Judged {
  readonly map: Transform;
  readonly prior: number;
  readonly score: number;
  readonly lines: readonly SeenLine[];
  /** How much of the lines' length was seen. */
  readonly share: number;
  readonly seenMarks: number;
  readonly sightings: readonly Sighting[];
}

function judged(map: Transform, { form, seen, stretches, ink, prior, reach }: Sighted): Judged {
  const lines = sightLines(ink.ink, map, stretches, { reach, threshold: THRESHOLD });
  const marks = matched({ ...form, boxes: [] }, { ...seen, boxes: [] }, map, { near: Math.max(2, reach), share: 0 }, []);
  const length = ({ line: { from, to } }: SeenLine) => Math.hypot(to[0] - from[0], to[1] - from[1]);
  const total = lines.reduce((sum, line) => sum + length(line), 0);
  const found = lines.filter(({ isSeen }) => isSeen);
  const share = total > 0 ? found.reduce((sum, line) => sum + length(line), 0) / total : 0;
  const marked = form.marks.length > 0 ? marks.length / form.marks.length : 0;
  // Lines off by much count a little less, so that of two neighbors' places the nearer wins.
  const off = found.reduce((sum, { offset }) => sum + Math.abs(offset), 0) / Math.max(found.length, 1) / scaleAt(map, form.center);
  return {
    map,
    prior,
    score: prior + share + marked * (total > 0 ? 0.5 : 1) - 0.02 * off - IN_DOUBT * (turnOf(map, form) + distortion(map, form)),
    lines,
    share,
    seenMarks: marks.length,
    sightings: [...found.flatMap(({ sightings }) => sightings), ...marks.flatMap(({ sightings }) => sightings)],
  };
}

/** In doubt a page stands upright and is seen from the front: what a half turn costs, as a share of the lines. */
const IN_DOUBT = 0.01;

/** 0 for an upright page, 1 for one upside down. */
function turnOf(map: Transform, { center: [x, y] }: FormFeatures): number {
  const [at, below] = [apply(map, [x, y]), apply(map, [x, y + 1])];
  return (1 - (below[1] - at[1]) / Math.hypot(below[0] - at[0], below[1] - at[1])) / 2;
}

/** The map made to fit lines and marks, looked for within ever smaller distances. */
function refine(start: Transform, context: Sighted): Transform {
  let map = start;
  for (const reach of [context.reach, 0.7 * context.reach, 0.5 * context.reach, 1.5, 1, 0.8, 0.8]) {
    const sightings = [...judged(map, { ...context, reach }).sightings, ...endsIn(map, { ...context, reach })];
    const scale = 0.4 * reach * scaleAt(map, context.form.center);
    for (let step = 0; step < 2; step++) map = adjusted(map, sightings, { ...context.form, scale });
  }
  return map;
}

/** The ends of lines, where nothing else tells where the form lies along them. */
function endsIn(map: Transform, { form, ends, ink, reach }: Sighted): Sighting[] {
  return form.marks.length + form.boxes.length > 0 ? [] : sightEnds(ink.ink, map, ends, { reach, threshold: THRESHOLD });
}

function registrationOf({ map, prior, lines, share, seenMarks, sightings }: Judged, form: FormFeatures, factor: number): Registration {
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
  const isDistorted = !(distortion(map, form) <= (lines.length > 0 ? MOST_DISTORTED.byLines : MOST_DISTORTED.byMarks));
  const isGuessed = lines.length + form.marks.length === 0 && prior === 0 && distortion(map, form) > SAME_PROPORTION;
  const refusal = isGuessed ? UNSEEN : isDistorted ? DISTORTED : refusalOf(figures, share, isBare ? BARE_LINES : LINES);
  return {
    toPicture: chained(map, scaledAndShifted(factor, [0, 0])),
    ...figures,
    evidence,
    ...(refusal !== undefined && { refusal }),
    ...(isBare && { notice: BARE }),
  };
}

/** A scan that shows the page alone has its proportion up to this. */
const SAME_PROPORTION = 1.04;
const UNSEEN =
  "the sheet's edges were not seen, and the picture has not the page's proportion; lay the sheet on something darker, away from shadows, or give the template marks or boxes";
const DISTORTED =
  "the form does not fit the picture: it would be seen from farther aslant than can be read; is it another form, or another page of it?";
const BARE = "the template has neither marks nor printed boxes, so places may be some millimeters off";

function rootMeanSquare(sightings: readonly Sighting[], map: Transform): number {
  if (sightings.length === 0) return 0;
  const squares = sightings.reduce((sum, { of, at, normal }) => {
    const [u, v] = apply(map, of);
    return sum + (normal[0] * (at[0] - u) + normal[1] * (at[1] - v)) ** 2;
  }, 0);
  return Math.sqrt(squares / sightings.length);
}

function refusalOf(
  { residual, lines, marks }: Pick<Registration, "residual" | "lines" | "marks">,
  share: number,
  enoughShare: number,
): string | undefined {
  const seen = [
    ...(marks.of > 0 ? [`${marks.seen} of its ${marks.of} marks`] : []),
    ...(lines.of > 0 ? [`${lines.seen} of ${lines.of} stretches of its printed lines`] : []),
  ].join(" and ");
  if (marks.of + lines.of === 0) return undefined;
  const enough = (lines.of < 4 || share >= enoughShare) && (marks.of < 3 || lines.of >= 4 || marks.seen >= MARKS * marks.of);
  if (!enough) return `the form does not fit the picture: ${seen} were found; is it another form, or another page of it?`;
  if (residual.millimeters > RESIDUAL) {
    return `the form fits the picture badly: what was found lies ${residual.millimeters.toFixed(1)} mm off; measure the template's boxes again`;
  }
  return undefined;
}
