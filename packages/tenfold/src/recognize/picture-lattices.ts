import type { Gray, Picture } from "../image/picture.js";
import type { Frames } from "../losses/ctc.js";
import type { Lattice } from "./lattice.js";
import { scoredLattice, unscoredLattice } from "./line-lattice.js";
import type { LookAtLines } from "./line-look.js";
import type { LineRaster } from "./line-raster.js";
import { lineStrip } from "./line-strip.js";
import { type Look, lookAtAll } from "./look.js";
import { pictureLines } from "./picture-lines.js";

/**
 * The lattices of a picture's lines, in reading order; the network looks at all pieces at once, and one that reads lines whole, where there is
 * one, at all lines. None where nothing is written.
 */
export async function latticesOf(picture: Picture | Gray, look: Look, lookAtLines?: LookAtLines): Promise<Lattice[]> {
  const rasters = pictureLines(picture);
  const lines = rasters.map(unscoredLattice);
  const answers = await lookAtAll(
    look,
    lines.flatMap(({ pieces }) => pieces.flatMap(({ digit }) => digit ?? [])),
  );
  const frames = lookAtLines && seenWhole(rasters, lookAtLines);
  let next = 0;
  return lines.map((line, at) => {
    const count = line.pieces.filter(({ digit }) => digit).length;
    next += count;
    const lattice = scoredLattice(line, answers.slice(next - count, next));
    const whole = frames?.[at];
    return whole ? { ...lattice, frames: whole } : lattice;
  });
}

/** What lines say as a whole; nothing of lines without ink. */
function seenWhole(rasters: readonly LineRaster[], lookAtLines: LookAtLines): (Frames | undefined)[] {
  const strips = rasters.map(lineStrip);
  const found = lookAtLines(strips.flatMap((strip) => strip ?? []));
  let next = 0;
  return strips.map((strip) => strip && found[next++]);
}
