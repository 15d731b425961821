import { around, type Box } from "../../image/geometry/box.js";
import type { Decoded } from "../decode/decode.js";
import type { Arc } from "../decode/ways.js";

/** A reading that explains less of the ink than this is none that could be accepted: a digit may have been dropped, or a sign. */
export const ENOUGH_EXPLAINED = 0.8;

/** Ink that a reading stands for, and all there is, in pixels of the picture. */
export interface InkExplained {
  readonly explained: number;
  readonly all: number;
}

/** How much of a line's ink is in the digits and signs of its reading; of lines whose ink is not told all of it. */
export function inkExplained({ way }: Pick<Decoded, "way">): InkExplained {
  const inkOf = (arcs: readonly Arc[]) => arcs.reduce((sum, { piece }) => sum + (piece.ink ?? 0), 0);
  return { explained: inkOf(way.filter(({ text }) => text !== "")), all: inkOf(way) };
}

/** Ink that is less than this share of a line's is a speck. */
const SPECK = 0.03;

/** Where ink stands that is in no digit and no sign, pieces beside each other together. */
export function unexplainedBoxes({ way }: Pick<Decoded, "way">): Box[] {
  const least = SPECK * way.reduce((sum, { piece }) => sum + (piece.ink ?? 0), 0);
  const runs: Arc[][] = [];
  for (const [at, arc] of way.entries()) {
    if (arc.text !== "") continue;
    if (at > 0 && way[at - 1]?.text === "") runs.at(-1)?.push(arc);
    else runs.push([arc]);
  }
  const inkOf = (run: readonly Arc[]) => run.reduce((sum, { piece }) => sum + (piece.ink ?? 0), 0);
  return runs.filter((run) => inkOf(run) > least).map((run) => around(run.map(({ piece }) => piece.box)));
}

/** The share of the ink that is explained, 0 to 1. */
export function explainedShare({ explained, all }: InkExplained): number {
  return all > 0 ? Math.min(1, explained / all) : 1;
}
