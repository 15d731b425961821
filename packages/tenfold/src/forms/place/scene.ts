import { InputError } from "../../errors.js";
import { type Picture, pictureOf } from "../../image/basics/picture.js";
import { type PageInk, pageInk } from "../see/page-ink.js";
import { type SeenFeatures, seenFeatures } from "../see/seen-features.js";
import { type FormFeatures, featuresOf } from "../template/form-features.js";
import type { FormPage } from "../template/template.js";

/** A form and a picture of it, to be registered: what there is to find, what may be it, and the ink in which lines are looked for. */
export interface Scene {
  readonly form: FormFeatures;
  readonly seen: SeenFeatures;
  readonly ink: PageInk;
}

/** Pixels of the longer side that are enough: A4 at 180 dpi, where a hair line is still two pixels wide. */
const ENOUGH = 2100;
/** Pixels that a side has at least. */
const LEAST = 100;

/** Looks at a picture for all that a page of a form may be found by. */
export function sceneOf(picture: Picture, page: FormPage): Scene {
  const ink = pageInk(pictureOf(picture), ENOUGH);
  if (Math.min(ink.ink.height, ink.ink.width) < LEAST) {
    throw new InputError(
      `a picture of ${picture.width} x ${picture.height} pixels is too small for a form; ${LEAST} on each side is the least`,
    );
  }
  const form = featuresOf(page);
  return { form, seen: seenFeatures(form, ink), ink };
}
