import type { JudgedRun } from "./judged-run.js";

/** A test image on which networks disagree. */
export interface Disagreement {
  /** Its place among the test images, from 0. */
  readonly image: number;
  /** The true class. */
  readonly label: number;
  /** What each network says, in the networks' order. */
  readonly answers: readonly Answer[];
}

export interface Answer {
  /** The most probable class. */
  readonly predicted: number;
  /** Its probability, 0..1. */
  readonly confidence: number;
}

/** The images that not all networks take for the same class, those first whose wrong answer is surest. */
export function disagreements(runs: readonly JudgedRun[], labels: Uint8Array): Disagreement[] {
  const [first] = runs;
  const found: Disagreement[] = [];
  for (const [image, label] of labels.entries()) {
    if (runs.every(({ predicted }) => predicted[image] === first?.predicted[image])) continue;
    found.push({ image, label, answers: runs.map((run) => answerOf(run, image)) });
  }
  return found.sort((a, b) => wrongness(b) - wrongness(a) || a.image - b.image);
}

function answerOf({ predicted, predictions: { probabilities, classes } }: JudgedRun, image: number): Answer {
  const answer = predicted[image] as number;
  return { predicted: answer, confidence: probabilities[image * classes + answer] as number };
}

/** How sure the surest wrong answer is. */
function wrongness({ label, answers }: Disagreement): number {
  return Math.max(0, ...answers.map(({ predicted, confidence }) => (predicted === label ? 0 : confidence)));
}
