import type { Gray, Picture } from "../image/picture.js";
import type { Lattice } from "./lattice.js";
import { scoredLattice, unscoredLattice } from "./line-lattice.js";
import { type Look, lookAtAll } from "./look.js";
import { pictureLines } from "./picture-lines.js";

/** The lattices of a picture's lines, in reading order; the network looks at all pieces at once. None where nothing is written. */
export async function latticesOf(picture: Picture | Gray, look: Look): Promise<Lattice[]> {
  const lines = pictureLines(picture).map(unscoredLattice);
  const answers = await lookAtAll(
    look,
    lines.flatMap(({ pieces }) => pieces.flatMap(({ digit }) => digit ?? [])),
  );
  let next = 0;
  return lines.map((line) => {
    const count = line.pieces.filter(({ digit }) => digit).length;
    next += count;
    return scoredLattice(line, answers.slice(next - count, next));
  });
}
