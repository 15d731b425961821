import type { Lattice } from "../lattice.js";
import type { DigitLook } from "../looks/digit-look.js";
import type { LineLook } from "../looks/line-look.js";

/**
 * Makes lattices of what is written somewhere: one for each line or row of cells, in reading order, none where nothing is written.
 *
 * What every maker promises, and `lattice-makers.test.ts` asks of each:
 * - a way leads from the first cut to the last, and every piece from a cut to a later one;
 * - a piece may be one character or nothing, each of them once, the likeliest first, with scores that are logarithms of probabilities: those of one
 *   piece add up to 1 at most;
 * - its box lies where the source has it; where the network saw it, it has its picture, 28 x 28 with ink 255, and the score of being another sign;
 * - the network is asked once for all pieces, and not at all where there is no ink; the same source gives the same lattices.
 *
 * @throws UsageError when the source is none
 */
export type LatticeMaker<Source> = (source: Source, look: DigitLook, looksAtLines?: readonly LineLook[]) => Promise<Lattice[]>;
