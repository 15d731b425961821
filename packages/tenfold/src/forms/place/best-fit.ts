import { closeFit, type Fit, fitOf, refined } from "./fit-to-print.js";
import type { Guess, Pose } from "./guess.js";
import { iterativeClosestPoints } from "./iterative-closest-points.js";
import type { Scene } from "./scene.js";

const FINALISTS = 4;
/** How far off lines may be, in millimeters, at first; and where nothing else tells about where they are. */
const [FAR, FARTHEST] = [2.5, 9];

/**
 * Verifies hypotheses: the guess under which most of the print is found, made to fit it; nothing where there is no guess at all.
 */
export function bestFit(guesses: readonly Guess[], scene: Scene): Fit | undefined {
  const { stretches, isBare } = scene.form;
  const search = { stretches: stretches.few, reach: isBare ? FARTHEST : FAR };
  const fits = guesses.flatMap((guess) => starts(guess, scene)).map((pose) => fitOf(pose, scene, search));
  const finalists = fits.sort(byScore).slice(0, FINALISTS);
  return finalists.map((fit) => closeFit(refined(fit, scene, search), scene)).sort(byScore)[0];
}

/** A guess made to fit the marks and boxes about it; as it is, too, where it came of neither: in a filled form they may be the wrong ones. */
function starts(guess: Guess, scene: Scene): Pose[] {
  const fitting = { map: iterativeClosestPoints(guess, scene), prior: guess.prior };
  return guess.known.length > 0 ? [fitting] : [fitting, guess];
}

function byScore(one: Fit, other: Fit): number {
  return other.score - one.score;
}
