import type { Point, Transform } from "../image/transform.js";
import { firstGuesses, type Guess } from "./first-guesses.js";
import { type Fit, fitOf, refined, type Scene } from "./fit-to-print.js";
import { type FormFeatures, grown, type SeenFeatures, sparse } from "./form-features.js";
import { neighborShifts } from "./neighbor-shifts.js";
import type { PageInk } from "./page-ink.js";
import { printedLines } from "./printed-lines.js";
import { isHeld } from "./registration-refusal.js";
import { seenFeatures } from "./seen-features.js";
import { settled } from "./settled-place.js";
import { stretchesOf } from "./sight-lines.js";
import type { FormPage } from "./template.js";

/** A form laid where most of its print is found. */
export interface PlacedForm {
  readonly fit: Fit;
  /** By how much it could be laid elsewhere, in millimeters, and its print be found there as well. */
  readonly rival: Point | undefined;
}

/** Lays a form onto a picture; nothing where there is no guess at all. */
export function placedForm(page: FormPage, form: FormFeatures, ink: PageInk): PlacedForm | undefined {
  const scene = { form, seen: seenFeatures(page, form, ink), ends: printedLines(page), ink };
  const fit = bestFit(firstGuesses(page, form, scene.seen, ink), scene);
  if (!fit) return undefined;
  return isHeld({ of: form.marks.length, seen: fit.seenMarks }) ? { fit, rival: undefined } : settledFit(fit, page, scene);
}

/** A form and a picture of it, whatever one looks for. */
type PageScene = Omit<Scene, "stretches" | "prior" | "reach">;

const FINALISTS = 4;
/** Stretches of lines that are enough to tell where a form lies. */
const ENOUGH_STRETCHES = 400;
const ENOUGH_SHORT_STRETCHES = 2000;
const FINAL_REACH = 0.9;
/** How far off lines may be, in millimeters, at first; and where nothing else tells about where they are. */
const [FAR, FARTHEST] = [2.5, 9];

/** The guess under which most of the print is found, made to fit it. */
function bestFit(guesses: readonly Guess[], scene: PageScene): Fit | undefined {
  const { form, seen, ends } = scene;
  const stretches = stretchesOf(ends);
  const few = sparse(stretches, ENOUGH_STRETCHES);
  const reach = form.marks.length + form.boxes.length > 0 ? FAR : FARTHEST;
  const fits = guesses.flatMap((guess) =>
    starts(guess, form, seen).map((map) => fitOf(map, { ...scene, stretches: few, prior: guess.prior, reach })),
  );
  const finalists = fits.sort((one, other) => other.score - one.score).slice(0, FINALISTS);
  const fitted = finalists.map(({ map, prior }) => {
    const moved = refined(map, { ...scene, prior, stretches: few, reach });
    return fitOf(moved, { ...scene, prior, stretches, reach: FINAL_REACH });
  });
  return fitted.sort((one, other) => other.score - one.score)[0];
}

/** A guess made to fit the marks and boxes about it; as it is, too, where it came of neither: in a filled form they may be the wrong ones. */
function starts({ map, allowance, known }: Guess, form: FormFeatures, seen: SeenFeatures): Transform[] {
  const fitting = grown(form, seen, map, allowance, known).map;
  return known.length > 0 ? [fitting] : [fitting, map];
}

/** Millimeters that are short beside a cell, so that the stretch that a shift leaves without ink is not part of one that is seen. */
const SHORT = 5;

/** A form moved among its neighboring places to the best, and by how much it could be moved on. */
function settledFit(fit: Fit, page: FormPage, scene: PageScene): PlacedForm {
  const rest = { ...scene, prior: fit.prior, reach: FINAL_REACH };
  const stretches = sparse(stretchesOf(scene.ends, SHORT), ENOUGH_SHORT_STRETCHES);
  const { map, rival } = settled(fit.map, neighborShifts(page), { ...rest, stretches });
  return { fit: map === fit.map ? fit : fitOf(map, { ...rest, stretches: stretchesOf(scene.ends) }), rival };
}
