import { NONE, READING_CLASSES, SIGNS } from "../../data/class-names.js";

/** The class of the first sign. */
const FIRST_SIGN = READING_CLASSES.length - SIGNS.length;

/** Whether a network's answer tells signs, too: older networks know the ten digits and what is none of them. */
export function knowsSigns(scores: Float32Array): boolean {
  return scores.length > FIRST_SIGN;
}

/** The log probability of a sign; -Infinity where the network does not know it. */
export function signScore(scores: Float32Array, sign: string): number {
  return scores[FIRST_SIGN + SIGNS.indexOf(sign)] ?? Number.NEGATIVE_INFINITY;
}

/** The log probability of being no single digit, whatever sign it may be. */
export function noDigit(scores: Float32Array): number {
  return Math.log(scores.subarray(NONE).reduce((sum, score) => sum + Math.exp(score), 0));
}

/** The signs that a network knows, with their log probabilities. */
export function signScores(scores: Float32Array): { readonly text: string; readonly score: number }[] {
  return Array.from(scores.subarray(FIRST_SIGN), (score, at) => ({ text: SIGNS[at] as string, score }));
}
