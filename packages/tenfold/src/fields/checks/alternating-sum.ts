import { explored, type Table } from "../automata/automaton.js";

/**
 * Numbers of any length whose digits add up to a multiple of 10, where from the right every second digit counts as it is, the last among
 * them, and the others as `counts` says.
 *
 * The state is two sums, as they are if the digit read last counts as it is and if it counts otherwise, because only the end tells which.
 */
export function alternatingSum(counts: (digit: number) => number): Table {
  return explored<number>({
    alphabet: "0123456789",
    start: 0,
    next(state, character) {
      const [plain, otherwise] = [Math.floor(state / 10), state % 10];
      const digit = Number(character);
      return ((otherwise + digit) % 10) * 10 + ((plain + counts(digit)) % 10);
    },
    final: (state) => (state < 10 ? 0 : Number.NEGATIVE_INFINITY),
  });
}
