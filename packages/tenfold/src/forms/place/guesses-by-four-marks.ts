import { homography } from "../../image/geometry/homography.js";
import { convexHull, isClockwise, largestQuad } from "../../image/geometry/quad.js";
import { scaleAt } from "../../image/geometry/transform.js";
import { likelyMarks, type SeenMark } from "../see/find-marks.js";
import type { Mark } from "../template/template.js";
import { distortion } from "./distortion.js";
import type { Guess } from "./guess.js";
import type { Scene } from "./scene.js";

/** How many marks seen are tried as each of four. */
const TRIED = 12;
/** Each seems between these shares of its size. */
const [LEAST_SIZE, MOST_SIZE] = [0.7, 1.45];
/** How far off other features may be. */
const ALLOWANCE = { near: 4, share: 0.03 };
/** What distortion is beside a mark that does not stand alone. */
const ASLANT = 0.01;

/**
 * Four fiducial marks that span the form, and every four seen for them that lie about as a camera shows them: the homography that they fix. Marks
 * that stand alone are likelier.
 */
export function guessesByFourMarks({ form, seen }: Scene): Guess[] {
  const hull = largestQuad(convexHull(form.marks.map(({ at }) => at)));
  if (!hull) return [];
  const marks = hull.map((corner) => form.marks.find(({ at }) => at === corner) as Mark);
  const candidates = marks.map(({ kind }) => likelyMarks(kind, seen.marks).slice(0, TRIED));
  return choices(candidates).flatMap((chosen): Guess[] => {
    const quad = chosen.map(({ at }) => at);
    if (!isClockwise(quad)) return [];
    const map = homography(hull, quad);
    const fits = marks.every(({ at, size }, index) => {
      const ratio = (chosen[index] as SeenMark).size / size / scaleAt(map, at);
      return ratio > LEAST_SIZE && ratio < MOST_SIZE;
    });
    if (!fits) return [];
    const crowded = chosen.filter(({ isAlone }) => !isAlone).length;
    return [{ map, allowance: ALLOWANCE, known: hull, prior: 0, doubt: crowded + ASLANT * distortion(map, form) }];
  });
}

/** Every way to take one thing of each list, none twice. */
function choices<Thing>([first, ...others]: readonly (readonly Thing[])[], taken: readonly Thing[] = []): (readonly Thing[])[] {
  if (!first) return [taken];
  return first.flatMap((thing) => (taken.includes(thing) ? [] : choices(others, [...taken, thing])));
}
