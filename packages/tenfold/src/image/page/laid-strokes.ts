import { median } from "../../median.js";

/** A place along a ruling line. */
export interface RulingPlace {
  /** The sum of ink across the line there. */
  readonly ink: number;
  /** Whether a stroke comes in there from one side or the other. */
  readonly isMet: boolean;
}

/** A stroke that lies on a line brings so much more ink than the line alone has, */
const MORE = 1.35;
/** and more than the line's own unevenness, in median absolute deviations, does. */
const UNEVEN = 5;
/** Places in between that look like the line alone, as noise has them. */
const GAP = 2;
/** How long such a stroke is, in thicknesses of the line: a shorter one is where strokes end, a longer one no stroke. */
const [SHORTEST, LONGEST] = [1.5, 60];

/**
 * Where strokes lie along a ruling line: the foot of a 2 that is written on it, the bar of a 5 or 7 under the upper edge of a box. Nothing comes in from
 * above or below there, but the ink is thicker or darker than the line's, and a stroke leads to it.
 *
 * @param places along the line, one a pixel
 * @param thickness of the line, in pixels
 * @returns 1 where a stroke lies, a place each
 */
export function laidStrokes(places: readonly RulingPlace[], thickness: number): Uint8Array {
  const laid = new Uint8Array(places.length);
  const alone = places.filter(({ isMet, ink }) => !isMet && ink > 0).map(({ ink }) => ink);
  const usual = median(alone);
  if (usual === undefined) return laid;
  const unevenness = median(alone.map((ink) => Math.abs(ink - usual))) ?? 0;
  const most = Math.max(MORE * usual, usual + UNEVEN * unevenness);
  const near = Math.ceil(thickness) + GAP;
  for (let at = 0; at < places.length; at++) {
    if (!isMore(places[at], most)) continue;
    const first = at;
    let last = at;
    while (at < places.length && at - last <= GAP) if (isMore(places[++at], most)) last = at;
    const isLed = places.slice(Math.max(0, first - near), last + near + 1).some(({ isMet }) => isMet);
    const length = last + 1 - first;
    if (isLed && length >= SHORTEST * thickness && length <= LONGEST * thickness) laid.fill(1, first, last + 1);
  }
  return laid;
}

function isMore(place: RulingPlace | undefined, most: number): boolean {
  return place !== undefined && place.ink > most;
}
