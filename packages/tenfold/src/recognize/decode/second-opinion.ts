// A logarithmic opinion pool of two recognizers.

import { ctcLoss, type Frames } from "../../losses/ctc.js";
import { classesIn } from "./frame-characters.js";

/** A reading of a lattice, as far as an opinion on it goes. */
interface WeighedText {
  /** With its separators. */
  readonly written: string;
  /** Its probability by the lattice. */
  readonly confidence: number;
}

/**
 * Readings with confidences by the lattice and by the frames together, as of two witnesses who do not know of each other: what both hold
 * probable is, and where they differ neither is sure. Whatever else may stand there counts as one more reading, to which each witness gives
 * what he does not give to these.
 *
 * Source: Genest, Zidek, "Combining probability distributions: a critique and an annotated bibliography", Statistical Science 1(1), 1986
 * (independent opinion pool)
 *
 * Frames that know signs have a say in them, too; others in digits alone, and what is written otherwise of the same digits is left to the
 * lattice.
 *
 * @param readings written differently; the confidences add up to at most 1
 * @returns the same readings, likeliest first
 */
export function withSecondOpinion<R extends WeighedText>(readings: readonly R[], frames: Frames): R[] {
  const heard = new Map<string, number>();
  const weights = readings.map(({ written, confidence }) => {
    const classes = classesIn(written, frames);
    const known = classes.join(" ");
    const probability = heard.get(known) ?? Math.exp(-ctcLoss(frames, classes));
    heard.set(known, probability);
    return confidence * probability;
  });
  const left = (given: Iterable<number>): number => Math.max(0, 1 - [...given].reduce((sum, one) => sum + one, 0));
  const other = left(readings.map(({ confidence }) => confidence)) * left(heard.values());
  const total = weights.reduce((sum, weight) => sum + weight, other);
  const weighed = readings.map((reading, at) => ({ ...reading, confidence: total > 0 ? (weights[at] as number) / total : 0 }));
  return weighed.sort((one, other) => other.confidence - one.confidence);
}
