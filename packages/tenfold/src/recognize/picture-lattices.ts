import type { Gray, Picture } from "../image/picture.js";
import type { Lattice } from "./lattice.js";
import { scoredLattice, unscoredLattice } from "./line-lattice.js";
import type { Look } from "./look.js";
import { pictureLines } from "./picture-lines.js";

/** The lattices of a picture's lines, in reading order; the network looks at all pieces at once. None where nothing is written. */
export async function latticesOf(picture: Picture | Gray, look: Look): Promise<Lattice[]> {
  const lines = pictureLines(picture).map(unscoredLattice);
  const digits = lines.flatMap(({ pieces }) => pieces.flatMap(({ digit }) => digit ?? []));
  const pictures = new Uint8Array(digits.length * 784);
  for (const [at, { pixels }] of digits.entries()) pictures.set(pixels, at * 784);
  const answers = digits.length > 0 ? await look(pictures, digits.length) : new Float32Array(0);
  let row = 0;
  return lines.map((line) => {
    const count = line.pieces.filter(({ digit }) => digit).length;
    row += count;
    return scoredLattice(line, answers.subarray((row - count) * 11, row * 11));
  });
}
