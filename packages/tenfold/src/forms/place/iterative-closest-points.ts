import { scaleAt, type Transform } from "../../image/geometry/transform.js";
import { adjusted } from "./adjust.js";
import type { Guess } from "./guess.js";
import { matchedFeatures } from "./match-features.js";
import type { Scene } from "./scene.js";

const ROUNDS = 5;
/** A feature may be off by half as much in every round, and by a share that shrinks more slowly, but by this much in any. */
const LEAST = { near: 1.5, share: 0.03 };
/** Steps a round. */
const STEPS = 2;
/** Beyond so many times what is near, a match hardly counts. */
const SCALE = 3;

/**
 * Iterative closest points: a guess's map made to fit the features of the form, first those near the places where it is known, then, around those
 * that were matched, farther and farther out.
 *
 * Source: Besl, McKay, "A method for registration of 3-D shapes", 1992
 */
export function iterativeClosestPoints({ map: start, allowance, known }: Guess, scene: Scene): Transform {
  let [map, around] = [start, known];
  for (let round = 0; round < ROUNDS; round++) {
    const slack = round === 0 ? allowance : shrunk(allowance, round);
    const matches = matchedFeatures({ map, allowance: slack, known: around }, scene);
    if (matches.length === 0) break;
    const sightings = matches.flatMap((match) => match.sightings);
    for (let step = 0; step < STEPS; step++) {
      map = adjusted(map, sightings, { ...scene.form, scale: SCALE * slack.near * scaleAt(map, scene.form.center) });
    }
    around = matches.map(({ of }) => of);
  }
  return map;
}

function shrunk({ near, share }: Guess["allowance"], round: number): Guess["allowance"] {
  return { near: Math.max(LEAST.near, near / 2 ** round), share: Math.max(LEAST.share, share / 2 ** (round / 2)) };
}
