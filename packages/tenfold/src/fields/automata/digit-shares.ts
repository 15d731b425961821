import { explored, step, type Table } from "./automaton.js";
import { stateSets } from "./state-sets.js";

/** Digits that are counted apart; longer texts are taken for as many. */
export const MOST_DIGITS = 40;

/**
 * Of all strings of n digits, the share that an automaton admits when everything but digits is left out of its texts, for n = 0 to
 * `MOST_DIGITS`: 1/10 where there is one check digit, 0 at the lengths that it does not admit.
 */
export function digitShares(automaton: Table): number[] {
  const { size, edges, final } = onlyDigits(automaton);
  let shares = new Float64Array(size); // of the strings of n digits, those that lead to the state
  shares[0] = 1;
  return Array.from({ length: MOST_DIGITS + 1 }, () => {
    let admitted = 0;
    const longer = new Float64Array(size);
    shares.forEach((share, state) => {
      if (share === 0) return;
      if (final(state) > Number.NEGATIVE_INFINITY) admitted += share;
      for (const to of edges(state).targets) (longer[to] as number) += share / 10;
    });
    shares = longer;
    return admitted;
  });
}

/** The fewest and the most digits of a text, from its shares. */
export function digitCounts(shares: readonly number[]): { least: number; most: number } {
  const most = shares.findLastIndex((share) => share > 0);
  return { least: shares.findIndex((share) => share > 0), most: most === MOST_DIGITS ? Number.POSITIVE_INFINITY : most };
}

/** The automaton of the digits alone: other characters take no step, so its states are sets of the states before. */
function onlyDigits(automaton: Table): Table {
  const others = Array.from(automaton.alphabet, (character, at) => (/\d/.test(character) ? -1 : at)).filter((at) => at >= 0);
  if (others.length === 0) return automaton;
  const { nameOf, statesOf } = stateSets((state) => others.map((other) => step(automaton, state, other)).filter((to) => to >= 0));
  return explored({
    alphabet: "0123456789",
    start: nameOf([0]),
    next(set, character) {
      const at = automaton.alphabet.indexOf(character);
      const kept = statesOf(set)
        .map((state) => step(automaton, state, at))
        .filter((state) => state >= 0);
      return kept.length > 0 ? nameOf(kept) : undefined;
    },
    final: (set) => Math.max(...statesOf(set).map(automaton.final)),
  });
}
