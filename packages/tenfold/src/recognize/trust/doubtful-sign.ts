import type { Decoded } from "../decode/decode.js";
import type { Lattice } from "../lattice.js";

/**
 * What stands before or between digits and changes what they are: a minus before them; between them any sign that parts numbers or joins
 * them.
 */
const BEFORE = /^\D*-.*\d/;
const BETWEEN = /\d\D*([-/+=x*]).*\d/;

/** How much likelier than a dash ink between digits has to be nothing, as a natural logarithm, not to be taken for a dash. */
const SURELY_NOTHING = 3;

/**
 * Why digits that are read freely are not to be believed as one number: a sign that a minus may be, or that parts them, is left out of
 * their text. A field that admits such signs says what they mean, so of one that was asked for nothing is doubted.
 */
export function doubtfulSign({ readings: [best], way }: Decoded, lattice: Lattice): string | undefined {
  if (!best) return undefined;
  const [, between] = BETWEEN.exec(best.written) ?? [];
  if (between !== undefined) return `a "${between}" stands between digits, and no field says what it means`;
  if (BEFORE.test(best.written)) return 'a "-" stands before the digits and may be a minus';
  const last = way.findLastIndex(({ text }) => /\d/.test(text));
  const mayBeDash = way.slice(0, Math.max(last, 0)).some(({ text, from, to }) => text === "" && mayBe("-", lattice, from, to));
  return mayBeDash ? "ink among the digits may be a minus" : undefined;
}

/** Whether ink between two cuts may well be a sign rather than nothing. */
function mayBe(sign: string, { pieces }: Lattice, from: number, to: number): boolean {
  return pieces.some(({ symbols, ...piece }) => {
    if (piece.from !== from || piece.to !== to) return false;
    const scoreOf = (wanted: string): number => symbols.find(({ text }) => text === wanted)?.score ?? Number.NEGATIVE_INFINITY;
    return scoreOf(sign) > scoreOf("") - SURELY_NOTHING;
  });
}
