import type { RegionExpert } from "../../regions/region-expert.js";
import { withRegion } from "../../regions/with-region.js";
import { REGIONAL_DIGITS, type Region } from "../../synthesis/digits/regional/region-names.js";
import type { Lattice, Piece } from "../lattice.js";
import { digitScores } from "./shown-pieces.js";
import { picturesOf, weighableIn, withDigitScores } from "./weighed-pieces.js";

/** How much less likely than the likeliest of those that regions write in ways of their own the next must be, as a natural logarithm, to be left as it is. */
const DECIDED = 8;

/** Whether a region may matter: the shares of these digits are moved by a few times at most, and together they stay as likely as they were. */
function isOpen(scores: ArrayLike<number>): boolean {
  const [first = 0, second = 0] = REGIONAL_DIGITS.map((digit) => scores[digit] as number).sort((one, other) => other - one);
  return first - second < DECIDED;
}

/**
 * The same lattices, all that their ink may be weighed by where the writer is from: without another look of the networks that read them.
 *
 * @param lattices lines, combs of cells, rows of grids
 */
export async function latticesByRegion(
  lattices: readonly Lattice[],
  expert: Pick<RegionExpert, "terms">,
  region: Region,
): Promise<Lattice[]> {
  const pieces = lattices.flatMap(weighableIn).filter((piece) => isOpen(digitScores(piece)));
  const terms = await expert.terms(picturesOf(pieces), region);
  const byPiece = new Map(
    pieces.map((piece, at) => [piece, withDigitScores(piece, withRegion(digitScores(piece), terms.subarray(at * 10, (at + 1) * 10)))]),
  );
  const weighed = (lattice: Lattice): Lattice => ({
    ...lattice,
    pieces: lattice.pieces.map((piece: Piece) => byPiece.get(piece) ?? piece),
    ...(lattice.views && { views: lattice.views.map(weighed) }),
  });
  return lattices.map(weighed);
}
