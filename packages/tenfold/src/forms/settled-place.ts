import { chained, type Point, scaledAndShifted, type Transform } from "../image/transform.js";
import { type Fit, fitOf, inVain, refined, type Scene } from "./fit-to-print.js";

/**
 * Another place promises in vain at most this much more of the lines' length: between 0 where a form goes on as it is on all sides, and 0.04 for a
 * table of 24 rows laid a row too low. What is seen differs by more, as writing hides other lines there.
 */
const AS_MUCH = { inVain: 0.015, seen: 0.1 };
/** A place is better by this much at least, as a share of the lines, for a form to be moved there; and it is moved at most so many times. */
const BETTER = 0.01;
const MOVES = 8;

/** Where a form lies among its neighboring places. */
export interface Settled {
  readonly map: Transform;
  /** By how much it could be laid elsewhere, in millimeters, and its print be found there as well. */
  readonly rival: Point | undefined;
}

/**
 * Moves a form a cell or a field on, as long as more of its print is found there: rows of cells and tables look much the same from cell to cell.
 *
 * @param shifts what to try, in millimeters
 * @param scene with stretches short enough that a line's end stands by itself
 */
export function settled(start: Transform, shifts: readonly Point[], scene: Scene): Settled {
  let map = start;
  for (let move = 0; ; move++) {
    const own = fitOf(map, scene);
    const places = shifts.map((shift) => ({ shift, fit: fitOf(chained(scaledAndShifted(1, shift), map), scene) }));
    const [best] = places.sort((one, other) => other.fit.score - one.fit.score);
    if (!best || best.fit.score < own.score + BETTER || move === MOVES)
      return { map, rival: places.find(({ fit }) => isAsGood(fit, own))?.shift };
    map = refined(best.fit.map, scene);
  }
}

function isAsGood(place: Fit, own: Fit): boolean {
  return inVain(place) <= inVain(own) + AS_MUCH.inVain && place.share >= own.share - AS_MUCH.seen;
}
