import { apply, scaleAt } from "../../image/geometry/transform.js";
import { distortion, MOST_DISTORTED } from "./distortion.js";
import type { Guess, Pose } from "./guess.js";
import { guessesByBoxes } from "./guesses-by-boxes.js";
import { guessesByEdges } from "./guesses-by-edges.js";
import { guessesByFourMarks } from "./guesses-by-four-marks.js";
import { guessesByTwoMarks } from "./guesses-by-two-marks.js";
import { matchedFeatures } from "./match-features.js";
import type { Scene } from "./scene.js";

/**
 * Hypothesize and verify, as RANSAC does: the ways in which a page may lie in a picture, as its edges, four marks, two marks and single boxes
 * suggest; of each kind of features those under which most of the others are found.
 *
 * Source: Fischler, Bolles, "Random sample consensus", 1981; here every smallest set of features is tried, none at random
 */
export function firstGuesses(scene: Scene): Guess[] {
  const byEdges = guessesByEdges(scene);
  const byFeatures = [guessesByFourMarks(scene), guessesByTwoMarks(scene), guessesByBoxes(scene)];
  return [...byEdges, ...byFeatures.flatMap((guesses) => mostMatched(guesses, scene))];
}

/** How many guesses of a kind are followed up. */
const FOLLOWED = 8;
/** What a mark says beside a box. */
const MARK = 3;

/** The plausible guesses under which most is found; of equals the least doubtful, then the first. */
function mostMatched(guesses: readonly Guess[], scene: Scene): Guess[] {
  const plausible = guesses.filter((guess) => isPlausible(guess, scene));
  const rated = plausible.map((guess) => {
    const matches = matchedFeatures(guess, scene);
    return { guess, score: matches.reduce((sum, { isMark }) => sum + (isMark ? MARK : 1), 0) };
  });
  return rated
    .sort((one, other) => other.score - one.score || one.guess.doubt - other.guess.doubt)
    .slice(0, FOLLOWED)
    .map(({ guess }) => guess);
}

/** How large a page may seem, as shares of the picture, and how far beyond its sides the page's middle may lie. */
const SIZE = { least: 0.25, most: 2.2 };
const BEYOND = 0.3;

/** Whether the page would neither be lost in the picture, nor reach far beyond it, nor be more distorted than a camera shows it. */
function isPlausible({ map }: Pose, { form, ink: { gray } }: Scene): boolean {
  if (distortion(map, form) > MOST_DISTORTED.byLines) return false;
  const share = (scaleAt(map, form.center) * form.reach * 2) / Math.hypot(gray.height, gray.width);
  const [x, y] = apply(map, form.center);
  const isWithin = (at: number, side: number) => at > -BEYOND * side && at < (1 + BEYOND) * side;
  return share > SIZE.least && share < SIZE.most && isWithin(x, gray.width) && isWithin(y, gray.height);
}
