import { explored, step, type Table } from "./automaton.js";
import { MOST_DIGITS } from "./digit-shares.js";

/**
 * An automaton whose texts of n digits share the probability of all strings of n digits: each weighs 1 over the share of them that the
 * automaton admits. That a reading fits a check digit, which one in ten would by chance, so counts for it as ten to one.
 *
 * @param shares of the automaton, as `digitShares` gives them
 */
export function weighedEvenly(automaton: Table, shares: readonly number[]): Table {
  const weights = shares.map((share) => (share > 0 ? -Math.log(share) : 0));
  const known = weights.filter((_, count) => (shares[count] as number) > 0);
  const [first = 0] = known;
  if (known.every((weight) => Math.abs(weight - first) < 1e-12)) {
    return { ...automaton, final: (state) => automaton.final(state) + first };
  }
  const width = MOST_DIGITS + 1;
  return explored<number>({
    alphabet: automaton.alphabet,
    start: 0,
    next(state, character) {
      const to = step(automaton, Math.floor(state / width), automaton.alphabet.indexOf(character));
      const count = Math.min((state % width) + (/\d/.test(character) ? 1 : 0), MOST_DIGITS);
      return to < 0 ? undefined : to * width + count;
    },
    final: (state) => automaton.final(Math.floor(state / width)) + (weights[state % width] as number),
  });
}
