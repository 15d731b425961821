import type { ReadContext } from "../../document/document.js";
import { editDistance } from "../../edit-distance.js";
import type { HandParameters } from "../../hands/hand-parameters.js";
import { evidenceIn, type WriterProfile } from "../../hands/writer-profile.js";
import type { RegionExpert } from "../../regions/region-expert.js";
import type { Region } from "../../synthesis/digits/regional/region-names.js";
import { type HandOptions, type HandUse, handUseOf } from "../hand-use.js";
import type { Lattice } from "../lattice.js";
import type { Reading } from "../reading.js";
import { writerContextOf } from "../writer-context.js";
import { latticesByHand } from "./read-by-hand.js";
import { latticesByRegion } from "./read-by-region.js";
import type { ShownPiece } from "./shown-pieces.js";

/** Ink that networks have looked at, and how it is read from there: as often as one likes. */
export interface SeenInk {
  readonly lattices: readonly Lattice[];
  /** What a lattice of them shows of the hand that wrote it. */
  readonly shown: (lattice: Lattice) => readonly ShownPiece[];
  /** @param lattices those above, in their order, however their pieces are weighed */
  readonly read: (lattices: readonly Lattice[]) => Reading;
}

/** What was read together, and what is known of the writer did, where something was told or the hand was asked to be heard. */
export interface ReadTogether {
  readonly readings: readonly Reading[];
  readonly context?: ReadContext;
}

/** What is known of how people write, asked for where it is needed. */
export interface Knowledge {
  readonly hands: () => Promise<HandParameters>;
  readonly regions: () => Promise<Pick<RegionExpert, "terms">>;
}

/** Reads ink, by where its writer is from and by its hand, where that is told or asked for. */
export async function readInks(inks: readonly SeenInk[], options: HandOptions, knowledge: Knowledge): Promise<ReadTogether> {
  const hand = handUseOf(options);
  const { region, profile } = writerContextOf(options.writer);
  const plain = inks.map((ink) => ink.read(ink.lattices));
  if (hand === "many" && region === undefined) return { readings: plain };
  const regional = region === undefined ? inks : await inksByRegion(inks, region, knowledge);
  const byHand = hand === "many" ? undefined : await inksByHand(regional, { hand, profile }, knowledge);
  const weighed = byHand?.inks ?? regional;
  const readings = weighed === inks ? plain : weighed.map((ink) => ink.read(ink.lattices));
  const changed = readings.reduce((sum, reading, at) => sum + editDistance(textOf(reading), textOf(plain[at] as Reading)), 0);
  const context: ReadContext = {
    ...(hand !== "many" && { from: byHand?.from ?? 0 }),
    changed,
    ...(region !== undefined && { region }),
    ...(profile && { profile: profile.digits }),
  };
  return { readings, context };
}

async function inksByRegion(inks: readonly SeenInk[], region: Region, { regions }: Knowledge): Promise<readonly SeenInk[]> {
  const all = inks.flatMap(({ lattices }) => lattices);
  return withLattices(inks, await latticesByRegion(all, await regions(), region));
}

/** How ink is read by its hand. */
interface ByHand {
  readonly hand: Exclude<HandUse, "many">;
  readonly profile: WriterProfile | undefined;
}

/** Nothing where the digits do not look like one hand's. */
async function inksByHand(
  inks: readonly SeenInk[],
  { hand, profile }: ByHand,
  { hands }: Knowledge,
): Promise<{ readonly inks: readonly SeenInk[]; readonly from: number } | undefined> {
  const shown = inks.flatMap(({ lattices, shown }) => lattices.map((lattice) => ({ lattice, shown: shown(lattice) })));
  const parameters = await hands();
  const byHand = latticesByHand(shown, { parameters, hand, known: profile && evidenceIn(profile, parameters) });
  return byHand && { inks: withLattices(inks, byHand.lattices), from: byHand.from };
}

/** The same ink, its lattices weighed. */
function withLattices(inks: readonly SeenInk[], weighed: readonly Lattice[]): SeenInk[] {
  let next = 0;
  return inks.map((ink) => {
    next += ink.lattices.length;
    return { ...ink, lattices: weighed.slice(next - ink.lattices.length, next) };
  });
}

/** Everything that was read, sign by sign. */
function textOf({ strings }: Reading): string {
  return strings.map(({ text }) => text).join("\n");
}
