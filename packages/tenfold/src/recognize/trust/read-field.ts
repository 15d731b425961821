import type { ReadString } from "../../document/document.js";
import type { Field } from "../../fields/field.js";
import { around, type Box } from "../../image/geometry/box.js";
import type { Lattice } from "../lattice.js";
import { type ReadLatticeOptions, readLattice } from "./read-lattice.js";

/** Another line is near where no more than so many heights of the field's line lie between them, */
const NEAR = 0.6;
/** and its ink may be the field's where it is at least so high and at most so many times as high. */
const LIKE = [0.5, 1.8] as const;

/**
 * Reads lines of which one is the field: the one with the most ink in digits that are sure, rather than the surest, which may be a scratch that looks like a 1.
 * Ink of a like height in a line beside it is in no digit of the answer, and speaks against it.
 *
 * @param lines one at least
 */
export function readField(lines: readonly Lattice[], field: Field, options: ReadLatticeOptions): ReadString {
  const read = lines.map((lattice) => ({ lattice, string: readLattice(lattice, field, options) }));
  const [best, ...others] = read.sort((one, other) => weightOf(other) - weightOf(one)) as [ReadLine, ...ReadLine[]];
  const near = others.map(({ lattice }) => lattice).filter((lattice) => isBeside(lattice, best.lattice));
  const beside = { ink: near.reduce((sum, lattice) => sum + inkOf(lattice), 0), boxes: near.map(boxOf) };
  return beside.ink > 0 ? readLattice(best.lattice, field, { ...options, beside }) : best.string;
}

interface ReadLine {
  readonly lattice: Lattice;
  readonly string: ReadString;
}

/** Pixels of ink in digits, counted by how sure these are. */
function weightOf({ lattice, string: { explained = 1, digits, confidence } }: ReadLine): number {
  const sure = digits.reduce((sum, digit) => sum + digit.confidence, 0) / Math.max(digits.length, 1);
  return (inkOf(lattice) * explained + 1e-6) * sure * (0.25 + 0.75 * confidence);
}

/** The ink of a line: every cut's, once. */
function inkOf({ pieces, cuts }: Lattice): number {
  const single = pieces.filter(({ from, to }) => to === from + 1);
  return single.length === cuts ? single.reduce((sum, { ink = 0 }) => sum + ink, 0) : 0;
}

function isBeside(lattice: Lattice, line: Lattice): boolean {
  const [other, own] = [boxOf(lattice), boxOf(line)];
  const [high, height] = [other.bottom - other.top, own.bottom - own.top];
  const away = Math.max(other.top - own.bottom, own.top - other.bottom);
  return high >= LIKE[0] * height && high <= LIKE[1] * height && away <= NEAR * height;
}

function boxOf({ pieces }: Lattice): Box {
  return around(pieces.map(({ box }) => box));
}
