import type { RegionExpert } from "../../regions/region-expert.js";
import { withRegion } from "../../regions/with-region.js";
import type { Region } from "../../synthesis/digits/regional/region-names.js";
import type { Lattice, Piece } from "../lattice.js";
import { digitScores } from "./shown-pieces.js";
import { picturesOf, weighableIn, withDigitScores } from "./weighed-pieces.js";

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
  const pieces = lattices.flatMap(weighableIn);
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
