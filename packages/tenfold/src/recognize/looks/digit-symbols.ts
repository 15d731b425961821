import { NONE } from "../../data/class-names.js";
import type { Piece } from "../lattice.js";
import { noDigit, signScores } from "./seen-scores.js";

interface DigitSymbolsOptions {
  /** The logarithm of the probability that what was seen belongs together; 0 where that is certain, as unless told. */
  readonly belongs?: number;
  /** The logarithm of the probability that what is no digit stands for nothing, rather than for a letter or for ink wrongly put together. */
  readonly nothing: number;
}

/**
 * What ink that holds a digit, a sign or neither may be, the likeliest first, by a network's answer. Where what is no digit stands for
 * nothing for certain, signs do as well.
 *
 * @param scores log probabilities of the ten digits, of being no single digit, and of signs where the network knows these
 */
export function digitSymbols(
  scores: Float32Array,
  { belongs = 0, nothing }: DigitSymbolsOptions,
): Required<Pick<Piece, "symbols" | "other">> {
  const none = noDigit(scores) + belongs;
  const standing = nothing < 0 ? Math.log1p(-Math.exp(nothing)) : undefined;
  const signs = standing === undefined ? [] : signScores(scores).map(({ text, score }) => ({ text, score: score + belongs + standing }));
  const symbols = [
    ...Array.from(scores.subarray(0, NONE), (score, digit) => ({ text: String(digit), score: score + belongs })),
    ...signs,
    { text: "", score: none + nothing },
  ];
  return { symbols: symbols.sort((one, other) => other.score - one.score), other: none };
}
