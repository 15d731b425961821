import { explored, type Table } from "./automaton.js";
import type { Grammar } from "./grammar.js";
import { stateSets } from "./state-sets.js";

/** Where a nondeterministic automaton may go from a node: by a character, or for nothing. */
interface Node {
  readonly byCharacter: { readonly characters: string; readonly to: number }[];
  readonly free: number[];
}

/**
 * The automaton of a grammar. Every text it admits weighs 1.
 *
 * Source: Thompson, "Regular expression search algorithm", CACM 11(6), 1968; made deterministic by sets of nodes: Rabin, Scott, 1959
 *
 * @throws InputError when it admits nothing, or takes more than 500,000 states
 */
export function automatonOf(grammar: Grammar): Table {
  const nodes: Node[] = [];
  const start = addNode(nodes);
  const end = add(nodes, grammar, start);
  const alphabet = [...new Set(nodes.flatMap(({ byCharacter }) => byCharacter.flatMap(({ characters }) => [...characters])))]
    .sort()
    .join("");
  const { nameOf, statesOf } = stateSets((node) => (nodes[node] as Node).free);
  return explored({
    alphabet,
    start: nameOf([start]),
    next(set, character) {
      const reached: number[] = [];
      for (const node of statesOf(set)) {
        for (const { characters, to } of (nodes[node] as Node).byCharacter) if (characters.includes(character)) reached.push(to);
      }
      return reached.length > 0 ? nameOf(reached) : undefined;
    },
    final: (set) => (statesOf(set).includes(end) ? 0 : Number.NEGATIVE_INFINITY),
  });
}

function addNode(nodes: Node[]): number {
  nodes.push({ byCharacter: [], free: [] });
  return nodes.length - 1;
}

/** Adds what a grammar admits behind a node; returns the node where it ends. */
function add(nodes: Node[], grammar: Grammar, from: number): number {
  if ("anyOf" in grammar) {
    const to = addNode(nodes);
    nodes[from]?.byCharacter.push({ characters: grammar.anyOf, to });
    return to;
  }
  if ("sequence" in grammar) return grammar.sequence.reduce((node, part) => add(nodes, part, node), from);
  if ("oneOf" in grammar) {
    const ends = grammar.oneOf.map((choice) => add(nodes, choice, leap(nodes, from)));
    const end = addNode(nodes);
    for (const node of ends) nodes[node]?.free.push(end);
    return end;
  }
  return addRepeat(nodes, grammar.repeat, grammar.least, grammar.most, from);
}

function addRepeat(nodes: Node[], part: Grammar, least: number, most: number, from: number): number {
  let node = from;
  for (let time = 0; time < least; time++) node = add(nodes, part, node);
  if (most === Number.POSITIVE_INFINITY) {
    const again = leap(nodes, node);
    nodes[add(nodes, part, again)]?.free.push(again);
    return again;
  }
  const stops = [node];
  for (let time = least; time < most; time++) {
    node = add(nodes, part, node);
    stops.push(node);
  }
  const end = addNode(nodes);
  for (const stop of stops) nodes[stop]?.free.push(end);
  return end;
}

/** A new node that is reached from another for nothing. */
function leap(nodes: Node[], from: number): number {
  const to = addNode(nodes);
  nodes[from]?.free.push(to);
  return to;
}
