import type { ReadContext } from "../../document/document.js";
import { editDistance } from "../../edit-distance.js";
import type { HandParameters } from "../../hands/hand-parameters.js";
import { evidenceIn } from "../../hands/writer-profile.js";
import { type HandOptions, handUseOf } from "../hand-use.js";
import type { Lattice } from "../lattice.js";
import type { Reading } from "../reading.js";
import { latticesByHand } from "./read-by-hand.js";
import type { ShownPiece } from "./shown-pieces.js";

/** Ink that networks have looked at, and how it is read from there: as often as one likes. */
export interface SeenInk {
  readonly lattices: readonly Lattice[];
  /** What a lattice of them shows of the hand that wrote it. */
  readonly shown: (lattice: Lattice) => readonly ShownPiece[];
  /** @param lattices those above, in their order, however their pieces are weighed */
  readonly read: (lattices: readonly Lattice[]) => Reading;
}

/** What was read together, and what the hand did, where it was asked to be heard. */
export interface ReadTogether {
  readonly readings: readonly Reading[];
  readonly context?: ReadContext;
}

/**
 * Reads ink, by its hand where that is asked for.
 *
 * @param hands what is known of how people write, asked for where it is needed
 */
export async function readInks(
  inks: readonly SeenInk[],
  options: HandOptions,
  hands: () => Promise<HandParameters>,
): Promise<ReadTogether> {
  const hand = handUseOf(options);
  const plain = inks.map((ink) => ink.read(ink.lattices));
  if (hand === "many") return { readings: plain };
  const shown = inks.flatMap(({ lattices, shown }) => lattices.map((lattice) => ({ lattice, shown: shown(lattice) })));
  const parameters = await hands();
  const known = options.writer && evidenceIn(options.writer, parameters);
  const byHand = latticesByHand(shown, { parameters, hand, known });
  if (!byHand) return { readings: plain, context: { from: 0, changed: 0 } };
  let next = 0;
  const readings = inks.map(({ lattices, read }) => {
    next += lattices.length;
    return read(byHand.lattices.slice(next - lattices.length, next));
  });
  const changed = readings.reduce((sum, reading, at) => sum + editDistance(textOf(reading), textOf(plain[at] as Reading)), 0);
  return { readings, context: { from: byHand.from, changed } };
}

/** Everything that was read, sign by sign. */
function textOf({ strings }: Reading): string {
  return strings.map(({ text }) => text).join("\n");
}
