import { explored, step, type Table } from "./automaton.js";

/**
 * The texts that two automata accept, with the product of their weights. The second reads the characters it knows, the first all: what is
 * not in the second's alphabet, as a hyphen in a number with a check digit, passes it by.
 */
export function both(all: Table, some: Table): Table {
  const width = some.size;
  const place = Array.from(all.alphabet, (character) => some.alphabet.indexOf(character));
  return explored<number>({
    alphabet: all.alphabet,
    start: 0,
    next(state, character) {
      const known = all.alphabet.indexOf(character);
      const one = step(all, Math.floor(state / width), known);
      if (one < 0) return undefined;
      const at = place[known] as number;
      const other = at < 0 ? state % width : step(some, state % width, at);
      return other < 0 ? undefined : one * width + other;
    },
    final: (state) => all.final(Math.floor(state / width)) + some.final(state % width),
  });
}
