// A* search for the likeliest texts (the n best), with an estimate that is exact.

import type { Automaton } from "../../fields/automata/automaton.js";
import type { FieldSums } from "./field-sums.js";
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
export interface TextSearch {
  readonly automaton: Automaton;
  readonly sums: FieldSums;
  readonly given: Likelihoods;
}

/** The beginning of texts, or a whole one. */
interface Beginning {
  readonly text: string;
  readonly state: number;
  readonly isWhole: boolean;
  /** The ways that give it and end at each cut, as a share of all ways to there; computed where it is looked at. */
  readonly shares: () => Float64Array;
  /** What all texts that begin so weigh together. */
  readonly mass: number;
}

/** The arcs that leave a cut, by what they say. */
type ArcsOut = ReadonlyMap<string, readonly Arc[]>;

/** Beginnings looked at before the search contents itself with what it has; a field that can be read takes a few dozen. */
const MOST_BEGINNINGS = 2000;

/** Further texts are looked for that weigh at least so much of all the field's. */
const MATTERS = 1e-6;

/** Of a beginning's ways, those are followed that make at least so much of it. */
const COUNTS = 1e-11;

/**
 * The `count` texts of a field that a lattice stands for most, best first, each with all its ways summed. Texts grow character by character;
 * the beginning with the greatest mass of all its continuations, which the backward sums tell exactly, grows first, so texts
 * are completed in their order. Where no text stands out at all, as with ink that says nothing, the search goes straight on to a likely one.
 *
 * Source: A* search, Hart, Nilsson, Raphael, 1968, with an estimate that is exact
 */
export function likeliestTexts(ways: Ways, search: TextSearch, count: number): LikelyText[] {
  const { automaton, sums } = search;
  const out = arcsOutOf(ways);
  const found: LikelyText[] = [];
  const open: Queue<Beginning> = queue();
  const start = (): Float64Array =>
    passNothing(
      Float64Array.from(out, (_, cut) => (cut === 0 ? 1 : 0)),
      out,
      search,
    );
  if (sums.mass > 0) open.add({ text: "", state: 0, isWhole: false, shares: start, mass: sums.mass }, sums.mass);
  for (let looked = 0; found.length < count; looked++) {
    const next = open.take();
    if (!next || (found.length > 0 && next.mass < MATTERS * sums.mass)) break;
    const shares = next.shares();
    if (next.isWhole) {
      found.push({ text: next.text, share: shares[ways.end] as number, weight: automaton.final(next.state) });
      continue;
    }
    if (looked >= MOST_BEGINNINGS) {
      if (found.length > 0) break;
      open.clear();
    }
    for (const longer of grown(next, shares, out, search)) open.add(longer, longer.mass);
  }
  return found;
}

/** A beginning as a whole text, where the field lets it end there, and with each further character. */
function grown(beginning: Beginning, shares: Float64Array, out: readonly ArcsOut[], search: TextSearch): Beginning[] {
  const { text, state, mass } = beginning;
  const { automaton, sums, given } = search;
  const longer: Beginning[] = [];
  const whole = (shares[shares.length - 1] as number) * Math.exp(automaton.final(state));
  if (whole > 0) longer.push({ ...beginning, isWhole: true, shares: () => shares, mass: whole });
  const cuts = [...shares.keys()].filter((cut) => {
    const share = shares[cut] as number;
    return share > 0 && share * (given.passing[cut] as number) * sums.after(cut, state) >= COUNTS * mass;
  });
  const { characters, targets } = automaton.edges(state);
  characters.forEach((place, edge) => {
    const character = automaton.alphabet.charAt(place);
    const to = targets[edge] as number;
    let mass = 0;
    for (const cut of cuts) {
      for (const arc of out[cut]?.get(character) ?? []) {
        mass += (shares[cut] as number) * (given.onward[arc.index] as number) * (given.passing[arc.to] as number) * sums.after(arc.to, to);
      }
    }
    if (mass === 0) return;
    const next = (): Float64Array => passNothing(withCharacter(character, shares, cuts, out, search), out, search);
    longer.push({ text: text + character, state: to, isWhole: false, shares: next, mass });
  });
  return longer;
}

/** The ways that go on by a character, where they end right behind it. */
function withCharacter(
  character: string,
  shares: Float64Array,
  cuts: readonly number[],
  out: readonly ArcsOut[],
  { given }: TextSearch,
): Float64Array {
  const longer = new Float64Array(shares.length);
  for (const cut of cuts) {
    for (const { to, index } of out[cut]?.get(character) ?? []) {
      (longer[to] as number) += (shares[cut] as number) * (given.onward[index] as number);
    }
  }
  return longer;
}

/** Adds the ways that go on over ink that stands for nothing. */
function passNothing(shares: Float64Array, out: readonly ArcsOut[], { given }: TextSearch): Float64Array {
  for (let cut = 0; cut < shares.length; cut++) {
    const share = shares[cut] as number; // with what came here over nothing
    if (share === 0) continue;
    for (const { to, index } of out[cut]?.get("") ?? []) (shares[to] as number) += share * (given.onward[index] as number);
  }
  return shares;
}

function arcsOutOf({ end, arcs }: Ways): ArcsOut[] {
  const out = Array.from({ length: end + 1 }, () => new Map<string, Arc[]>());
  for (const arc of arcs) {
    const same = out[arc.from]?.get(arc.text);
    if (same) same.push(arc);
    else out[arc.from]?.set(arc.text, [arc]);
  }
  return out;
}
