import type { Box } from "../image/picture.js";
import type { ReadDigit } from "./reading.js";

/**
 * A digit as the network sees it, whatever stands around it.
 *
 * @param scores log probabilities `[11]` of the ten digits and of being no single digit
 */
export function readDigit(scores: ArrayLike<number>, box: Box, seen: Uint8Array): ReadDigit {
  const ranked = Array.from({ length: 10 }, (_, value) => ({ value, confidence: Math.exp(scores[value] as number) }));
  const top3 = ranked.sort((one, other) => other.confidence - one.confidence).slice(0, 3);
  const [first] = top3 as [(typeof top3)[number]];
  return { ...first, top3, box, seen };
}

/** The probability of being no single digit, from the same scores. */
export function noDigit(scores: ArrayLike<number>): number {
  return Math.exp(scores[10] as number);
}
