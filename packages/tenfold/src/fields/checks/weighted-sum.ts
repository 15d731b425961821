import { explored, type Table } from "../automata/automaton.js";

export interface WeightedSumOptions {
  /** What each digit is multiplied with, the check digits' too; there are as many digits. */
  readonly weights: readonly number[];
  readonly modulus: number;
  /** What remains of the sum, 0 unless told. */
  readonly remainder?: number | undefined;
  /** A last character "X" counts 10. */
  readonly x?: boolean | undefined;
}

/**
 * Numbers of a fixed length whose digits, each times its weight, add up to a given remainder: EAN, UPC, ISBN, ISSN, IBAN. The state is how
 * many digits were read and the sum so far.
 */
export function weightedSum({ weights, modulus, remainder = 0, x = false }: WeightedSumOptions): Table {
  const length = weights.length;
  return explored<number>({
    alphabet: x ? "0123456789X" : "0123456789",
    start: 0,
    next(state, character) {
      const [read, sum] = [Math.floor(state / modulus), state % modulus];
      if (read === length || (character === "X" && read < length - 1)) return undefined;
      const value = character === "X" ? 10 : Number(character);
      return (read + 1) * modulus + ((sum + value * (weights[read] as number)) % modulus);
    },
    final: (state) => (state === length * modulus + remainder ? 0 : Number.NEGATIVE_INFINITY),
  });
}
