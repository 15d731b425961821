import { type Automaton, step } from "../fields/automaton.js";
import type { FieldReading } from "./field-reading.js";
import type { Likelihoods } from "./likelihoods.js";
import { type Queue, queue } from "./queue.js";
import type { Arc, Ways } from "./ways.js";

/** A text and how much of a lattice stands for it. */
export interface LikelyText {
  readonly text: string;
  /** The sum of all ways through the lattice that give the text, as a share of all ways. */
  readonly share: number;
  /** The natural logarithm of what the field weighs it. */
  readonly weight: number;
}

/** What the texts of a field are looked for in. */
export interface Search {
  readonly automaton: Automaton;
  readonly reading: FieldReading;
  readonly given: Likelihoods;
}

/** The beginning of texts, or a whole one. */
interface Beginning {
  readonly text: string;
  readonly state: number;
  readonly isWhole: boolean;
  /** The ways that give it and end at each cut, as a share of all ways to there. */
  readonly shares: Float64Array;
  /** What all texts that begin so weigh together. */
  readonly mass: number;
}

/** Beginnings looked at before the search contents itself with what it has; a field that can be read takes a few dozen. */
const MOST_BEGINNINGS = 2000;

/** Further texts are looked for that weigh at least so much of all the field's. */
const MATTERS = 1e-6;

/** Of a beginning's ways, those are followed that make at least so much of it. */
const COUNTS = 1e-11;

/**
 * The `count` texts of a field that a lattice stands for most, best first, each with all its ways summed. Texts grow character by character;
 * the beginning with the greatest mass of all its continuations, which the backward sums of `reading` tell exactly, grows first, so texts
 * are completed in their order. Where no text stands out at all, as with ink that says nothing, the search goes straight on to a likely one.
 *
 * Source: A* search, Hart, Nilsson, Raphael, 1968, with an estimate that is exact
 */
export function likeliestTexts(ways: Ways, search: Search, count: number): LikelyText[] {
  const { automaton, reading } = search;
  const out = arcsOutOf(ways);
  const found: LikelyText[] = [];
  const open: Queue<Beginning> = queue();
  const shares = new Float64Array(ways.end + 1);
  shares[0] = 1;
  passNothing(shares, out, search);
  if (reading.mass > 0) open.add({ text: "", state: 0, isWhole: false, shares, mass: reading.mass }, reading.mass);
  for (let looked = 0; found.length < count; looked++) {
    const next = open.take();
    if (!next || (found.length > 0 && next.mass < MATTERS * reading.mass)) break;
    if (next.isWhole) {
      found.push({ text: next.text, share: next.shares[ways.end] as number, weight: automaton.final(next.state) });
      continue;
    }
    if (looked >= MOST_BEGINNINGS) {
      if (found.length > 0) break;
      open.clear();
    }
    for (const longer of grown(next, out, search)) open.add(longer, longer.mass);
  }
  return found;
}

/** A beginning as a whole text, where the field lets it end there, and with each further character. */
function grown(beginning: Beginning, out: readonly (readonly Arc[])[], search: Search): Beginning[] {
  const { text, state, shares } = beginning;
  const { automaton, reading, given } = search;
  const longer: Beginning[] = [];
  const whole = (shares[shares.length - 1] as number) * Math.exp(automaton.final(state));
  if (whole > 0) longer.push({ ...beginning, isWhole: true, mass: whole });
  for (const [character, ways] of byCharacter(beginning, out, search)) {
    const to = step(automaton, state, automaton.alphabet.indexOf(character));
    let mass = 0;
    ways.forEach((share, cut) => {
      if (share > 0) mass += share * (given.passing[cut] as number) * reading.after(cut, to);
    });
    if (mass === 0) continue;
    passNothing(ways, out, search);
    longer.push({ text: text + character, state: to, isWhole: false, shares: ways, mass });
  }
  return longer;
}

/** What the next character may be, with the ways that end right behind it. */
function byCharacter({ state, shares, mass }: Beginning, out: readonly (readonly Arc[])[], search: Search): Map<string, Float64Array> {
  const { automaton, reading, given } = search;
  const follows = new Set(automaton.edges(state).characters.map((character) => automaton.alphabet[character]));
  const longer = new Map<string, Float64Array>();
  shares.forEach((share, cut) => {
    if (share === 0 || share * (given.passing[cut] as number) * reading.after(cut, state) < COUNTS * mass) return;
    for (const { text, to, index } of out[cut] as readonly Arc[]) {
      if (!follows.has(text)) continue;
      let ways = longer.get(text);
      if (!ways) {
        ways = new Float64Array(shares.length);
        longer.set(text, ways);
      }
      (ways[to] as number) += share * (given.onward[index] as number);
    }
  });
  return longer;
}

/** Adds the ways that go on over ink that stands for nothing. */
function passNothing(shares: Float64Array, out: readonly (readonly Arc[])[], { given }: Search): void {
  shares.forEach((_, cut) => {
    const share = shares[cut] as number; // with what came here over nothing
    if (share === 0) return;
    for (const { text, to, index } of out[cut] as readonly Arc[]) {
      if (text === "") (shares[to] as number) += share * (given.onward[index] as number);
    }
  });
}

function arcsOutOf({ end, arcs }: Ways): Arc[][] {
  const out: Arc[][] = Array.from({ length: end + 1 }, () => []);
  for (const arc of arcs) out[arc.from]?.push(arc);
  return out;
}
