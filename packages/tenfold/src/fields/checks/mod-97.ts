import { explored, type Table } from "../automata/automaton.js";

/**
 * Numbers of any length that leave 1 when divided by 97, their last two digits being the check digits. The state is what remains so far.
 *
 * Source: ISO/IEC 7064, MOD 97-10
 */
export function mod97(): Table {
  return explored<number>({
    alphabet: "0123456789",
    start: 0,
    next: (state, character) => (10 * state + Number(character)) % 97,
    final: (state) => (state === 1 ? 0 : Number.NEGATIVE_INFINITY),
  });
}
