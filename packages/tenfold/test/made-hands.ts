import { type Rng, rng } from "../src/engine/rng.js";
import type { ShownDigit } from "../src/hands/hand-evidence.js";
import { lookAt } from "../src/hands/hand-looks.js";
import { FEATURES, HAND_CLASSES, type HandParameters } from "../src/hands/hand-parameters.js";

/** A digit that was made, with what it is. */
export interface MadeDigit extends ShownDigit {
  readonly label: number;
}

/** What is known of made hands: classes that lie close enough for a strange hand to be misread. */
export function madeParameters(): HandParameters {
  const random = rng(1);
  return {
    projection: new Float32Array(FEATURES * 196),
    means: Float32Array.from({ length: HAND_CLASSES * FEATURES }, () => 1.1 * normal(random)),
    between: new Float32Array(FEATURES).fill(1.5),
  };
}

/**
 * Digits of somebody, who has a mean of his own for each class, with what a network says of them that knows people in general and no hand.
 *
 * @param labels what he wrote
 */
export function madeHand(seed: number, labels: readonly number[], parameters: HandParameters): MadeDigit[] {
  const random = rng(seed);
  const own = Float32Array.from(
    parameters.means,
    (mean, at) => mean + Math.sqrt(parameters.between[at % FEATURES] as number) * normal(random),
  );
  return labels.map((label) => {
    const features = Float32Array.from({ length: FEATURES }, (_, at) => (own[label * FEATURES + at] as number) + normal(random));
    const look = lookAt(features, parameters);
    return { look, label, scores: logShares(look.distances.map((distance) => -distance / 2)) };
  });
}

/** So many digits, each as likely. */
export function madeLabels(count: number, seed: number, classes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]): number[] {
  const random = rng(seed);
  return Array.from({ length: count }, () => classes[random.below(classes.length)] as number);
}

function logShares(scores: Float64Array): Float64Array {
  const most = Math.max(...scores);
  const sum = scores.reduce((all, score) => all + Math.exp(score - most), 0);
  return scores.map((score) => score - most - Math.log(sum));
}

/** Box, Muller, 1958. */
function normal(random: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}
