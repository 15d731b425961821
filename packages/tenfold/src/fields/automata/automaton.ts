// Finite automata (acceptors) with weights.

import { InputError } from "../../errors.js";

/**
 * A deterministic finite automaton over single characters: from a state, a character leads to one other state or nowhere. It starts in
 * state 0. A text is its path, so that there is one path a text.
 */
export interface Automaton {
  /** Every character that occurs, once each. */
  readonly alphabet: string;
  readonly edges: (state: number) => Edges;
  /** The natural logarithm of what a text that ends in the state weighs; -Infinity where no text may end. */
  readonly final: (state: number) => number;
}

/** Where a state leads: by the character at a place of the alphabet to the target at the same index. */
export interface Edges {
  readonly characters: readonly number[];
  readonly targets: readonly number[];
}

/** An automaton all of whose states are known: 0 to `size - 1`. A text ends behind each of them. */
export interface Table extends Automaton {
  readonly size: number;
}

/** An automaton as rules: states have names, and what follows is computed where it is asked for. */
export interface Rules<Name extends string | number> {
  readonly alphabet: string;
  readonly start: Name;
  /** The state that `character` leads to, nothing where it may not follow. */
  readonly next: (state: Name, character: string) => Name | undefined;
  /** As `Automaton.final`. */
  readonly final: (state: Name) => number;
}

/** The automaton of rules, whose states are found when a text comes there, and kept. */
export function onDemand<Name extends string | number>({ alphabet, start, next, final }: Rules<Name>): Automaton {
  const numbers = new Map<Name, number>([[start, 0]]);
  const names = [start];
  const known: (Edges | undefined)[] = [];
  const numberOf = (name: Name): number => {
    const number = numbers.get(name);
    if (number !== undefined) return number;
    numbers.set(name, names.length);
    return names.push(name) - 1;
  };
  const found = (state: number): Edges => {
    const edges: { characters: number[]; targets: number[] } = { characters: [], targets: [] };
    for (let character = 0; character < alphabet.length; character++) {
      const name = next(names[state] as Name, alphabet[character] as string);
      if (name === undefined) continue;
      edges.characters.push(character);
      edges.targets.push(numberOf(name));
    }
    return edges;
  };
  const weights: (number | undefined)[] = [];
  return {
    alphabet,
    edges(state) {
      known[state] ??= found(state);
      return known[state];
    },
    final(state) {
      weights[state] ??= final(names[state] as Name);
      return weights[state];
    },
  };
}

/** More states than any field has; what comes close was written to use up memory. */
const MOST_STATES = 500_000;

/**
 * All states that rules lead to, without those behind which no text ends.
 *
 * @throws InputError when there are more than 500,000, or no text is accepted at all
 */
export function explored<Name extends string | number>(rules: Rules<Name>): Table {
  const automaton = onDemand(rules);
  const into: number[][] = [[]];
  for (let state = 0; state < into.length; state++) {
    for (const to of automaton.edges(state).targets) {
      while (into.length <= to) into.push([]);
      into[to]?.push(state);
    }
    if (into.length > MOST_STATES) throw new InputError(`a field may have ${MOST_STATES} states, this one has more; make it simpler`);
  }
  const isFinal = (state: number): boolean => automaton.final(state) > Number.NEGATIVE_INFINITY;
  const alive = into.flatMap((_, state) => (isFinal(state) ? [state] : []));
  const isAlive = new Uint8Array(into.length);
  for (const state of alive) isAlive[state] = 1;
  for (let at = 0; at < alive.length; at++) {
    for (const from of into[alive[at] as number] as readonly number[]) {
      if (isAlive[from] === 1) continue;
      isAlive[from] = 1;
      alive.push(from);
    }
  }
  if (isAlive[0] === 0) throw new InputError("no text fits this field; its conditions exclude each other");
  return tableOf(automaton, isAlive);
}

/** The states that are alive, numbered anew in their order. */
function tableOf({ alphabet, edges, final }: Automaton, isAlive: Uint8Array): Table {
  const numbers = new Int32Array(isAlive.length);
  let size = 0;
  for (let state = 0; state < isAlive.length; state++) if (isAlive[state] === 1) numbers[state] = size++;
  const table: Edges[] = [];
  const finals = new Float64Array(size);
  for (let state = 0; state < isAlive.length; state++) {
    if (isAlive[state] === 0) continue;
    finals[table.length] = final(state);
    const { characters, targets } = edges(state);
    const goesOn = (_: number, edge: number) => isAlive[targets[edge] as number] === 1;
    const kept = targets.filter(goesOn).map((to) => numbers[to] as number);
    table.push({ characters: kept.length === targets.length ? characters : characters.filter(goesOn), targets: kept });
  }
  return { alphabet, size, edges: (state) => table[state] as Edges, final: (state) => finals[state] as number };
}

/** The state that a character leads to, -1 for nowhere. `character` is a place in the alphabet. */
export function step(automaton: Automaton, state: number, character: number): number {
  const { characters, targets } = automaton.edges(state);
  return targets[characters.indexOf(character)] ?? -1;
}

/** The logarithm of a text's weight; -Infinity where the text is not accepted. */
export function weightOf(automaton: Automaton, text: string): number {
  let state = 0;
  for (const character of text) {
    state = step(automaton, state, automaton.alphabet.indexOf(character));
    if (state < 0) return Number.NEGATIVE_INFINITY;
  }
  return automaton.final(state);
}

/** Whether the automaton accepts a text. */
export function accepts(automaton: Automaton, text: string): boolean {
  return weightOf(automaton, text) > Number.NEGATIVE_INFINITY;
}

/** Whether the automaton accepts a text, or would if characters that may be left out of it stood in the right places. */
export function acceptsWithout(automaton: Automaton, text: string, leftOut: string): boolean {
  const passed = Array.from(automaton.alphabet, (character, at) => (leftOut.includes(character) ? at : -1)).filter((at) => at >= 0);
  let states = new Set([0]);
  for (const character of ["", ...text]) {
    if (character !== "") {
      const at = automaton.alphabet.indexOf(character);
      states = new Set([...states].map((state) => step(automaton, state, at)).filter((state) => state >= 0));
    }
    for (const state of states) for (const to of passed.map((at) => step(automaton, state, at))) if (to >= 0) states.add(to);
  }
  return [...states].some((state) => automaton.final(state) > Number.NEGATIVE_INFINITY);
}
