import { chained, type Point, scaledAndShifted } from "../../image/geometry/transform.js";
import { CLOSE, closeFit, type Fit, fitOf, refined } from "./fit-to-print.js";
import type { Scene } from "./scene.js";

/**
 * Another place promises in vain at most this much more of the lines' length: between 0 where a form goes on as it is on all sides, and 0.04 for a
 * table of 24 rows laid a row too low. What is seen differs by more, as writing hides other lines there.
 */
const AS_MUCH = { inVain: 0.015, seen: 0.1 };
/** A place is better by this much at least, as a share of the lines, for a form to be moved there; and it is moved at most so many times. */
const BETTER = 0.01;
const MOVES = 8;

/** A form laid where most of its print is found. */
export interface Settled {
  readonly fit: Fit;
  /** By how much it could be laid elsewhere, in millimeters, and its print be found there as well. */
  readonly rival: Point | undefined;
}

/**
 * Hill climbing among local optima: moves a form that no marks hold a cell or a field on, as long as more of its print is found there. Rows of
 * cells and tables look much the same from cell to cell.
 */
export function settled(fit: Fit, scene: Scene): Settled {
  if (fit.isHeld) return { fit, rival: undefined };
  const { shifts, stretches } = scene.form;
  const search = { stretches: stretches.short, reach: CLOSE };
  let own = fitOf(fit, scene, search);
  for (let move = 0; ; move++) {
    const places = shifts.map((shift) => ({ shift, fit: fitOf(shifted(own, shift), scene, search) }));
    const [best] = places.sort((one, other) => other.fit.score - one.fit.score);
    if (!best || best.fit.score < own.score + BETTER || move === MOVES) {
      const rival = places.find((place) => isAsGood(place.fit, own))?.shift;
      return { fit: move === 0 ? fit : closeFit(own, scene), rival };
    }
    own = fitOf(refined(best.fit, scene, search), scene, search);
  }
}

function shifted({ map, prior }: Fit, shift: Point) {
  return { map: chained(scaledAndShifted(1, shift), map), prior };
}

function isAsGood(place: Fit, own: Fit): boolean {
  return place.inVain <= own.inVain + AS_MUCH.inVain && place.share >= own.share - AS_MUCH.seen;
}
