import { InputError } from "../../errors.js";
import type { Picture } from "../../image/basics/picture.js";
import { chained, type Point, scaledAndShifted, type Transform } from "../../image/geometry/transform.js";
import type { FormPage } from "../template/template.js";
import { residualOf } from "./adjust.js";
import { bestFit } from "./best-fit.js";
import { firstGuesses } from "./first-guesses.js";
import type { Fit } from "./fit-to-print.js";
import { refusalOf } from "./registration-refusal.js";
import { type Scene, sceneOf } from "./scene.js";
import { type Settled, settled } from "./settled-place.js";

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

/**
 * Registration: finds where a form lies in the picture of a page, scanned askew, upside down or at another scale, or photographed at an angle.
 *
 * See, guess, fit, settle, refuse or accept: the page's edges, the marks and the boxes of the form each suggest where it may lie; every suggestion
 * is made to fit what is seen about it, and then the printed lines, sighted within ever smaller distances; the one under which most of the print is
 * found is kept. Where no marks hold it, it is compared with its neighbors, a cell or a field farther on: it moves where more is found, and is
 * refused where as much is.
 *
 * @throws InputError when the picture is too small to tell
 */
export function registerPage(picture: Picture, page: FormPage): Registration {
  return registrationIn(sceneOf(picture, page));
}

/** As `registerPage`, in what was seen of the picture. */
export function registrationIn(scene: Scene): Registration {
  const guesses = firstGuesses(scene);
  const fit = bestFit(guesses, scene);
  if (!fit) throw new InputError("the picture shows nothing that a form could be found by");
  return registrationOf(settled(fit, scene), scene);
}

const BARE = "the template has neither marks nor printed boxes, so places may be some millimeters off";

function registrationOf({ fit, rival }: Settled, { form, ink: { factor } }: Scene): Registration {
  const figures = figuresOf(fit, form.marks.length, factor);
  const refusal = refusalOf({ ...fit, ...figures, rival, isBare: form.isBare, isGuessed: fit.prior === 0 });
  return {
    toPicture: chained(fit.map, scaledAndShifted(factor, [0, 0])),
    ...figures,
    ...(refusal !== undefined && { refusal }),
    ...(form.isBare && { notice: BARE }),
  };
}

function figuresOf({ map, scale, lines, seenMarks, sightings }: Fit, marks: number, factor: number) {
  const pixels = residualOf(sightings, map);
  return {
    residual: { millimeters: pixels / scale, pixels: pixels * factor },
    lines: {
      of: lines.length,
      seen: lines.filter(({ isSeen }) => isSeen).length,
      hidden: lines.filter(({ isHidden }) => isHidden).length,
    },
    marks: { of: marks, seen: seenMarks },
    evidence: lines.map(({ line, isSeen }) => ({ ...line, seen: isSeen })),
  };
}
