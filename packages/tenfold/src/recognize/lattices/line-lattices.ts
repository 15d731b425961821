import type { Gray, Picture } from "../../image/basics/picture.js";
import type { Frames } from "../../losses/ctc.js";
import type { Lattice } from "../lattice.js";
import type { LineRaster } from "../lines/line-raster.js";
import { lineStrip } from "../lines/line-strip.js";
import { lineViews } from "../lines/line-views.js";
import { type PictureLinesOptions, pictureLines } from "../lines/picture-lines.js";
import { type LinePieces, linePieces } from "../lines/pieces/line-pieces.js";
import { type DigitLook, lookAtAll } from "../looks/digit-look.js";
import type { LineLook } from "../looks/line-look.js";
import { lineSymbols } from "./line-symbols.js";

export interface LineLatticesOptions extends PictureLinesOptions {
  /** In how many other views each line is seen, 0 to 9. */
  readonly views?: number | undefined;
  /** So many lines at most, evenly from the first to the last; all unless told. */
  readonly some?: number | undefined;
}

/**
 * The lattices of a picture's lines, in reading order; the network looks at all pieces at once, and those that read lines whole, where there are
 * some, at all lines. None where nothing is written.
 */
export async function lineLattices(
  picture: Picture | Gray,
  look: DigitLook,
  looksAtLines: readonly LineLook[] = [],
  { views = 0, some, ...options }: LineLatticesOptions = {},
): Promise<Lattice[]> {
  const plain = evenly(pictureLines(picture, options), some);
  const rasters = plain.flatMap((line) => [line, ...lineViews(line, views)]);
  const lattices = await latticesOf(rasters, look, looksAtLines);
  return plain.map(({ aside }, at) => {
    const [first, ...others] = lattices.slice(at * (1 + views), (at + 1) * (1 + views)) as [Lattice, ...Lattice[]];
    return { ...first, ...(aside && { aside }), ...(others.length > 0 && { views: others }) };
  });
}

function evenly<Item>(items: readonly Item[], most = items.length): readonly Item[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, at) => items[Math.floor(((at + 0.5) * items.length) / most)] as Item);
}

/** The lattice of each line by itself. */
async function latticesOf(rasters: readonly LineRaster[], look: DigitLook, looksAtLines: readonly LineLook[]): Promise<Lattice[]> {
  const lines = rasters.map(linePieces);
  const answers = await lookAtAll(
    look,
    lines.flatMap(({ pieces }) => pieces.map(({ digit }) => digit)),
  );
  const frames = seenWhole(rasters, looksAtLines);
  let next = 0;
  return lines.map((line, at) => {
    next += line.pieces.length;
    const lattice = latticeOf(line, answers.slice(next - line.pieces.length, next));
    const whole = frames[at] as readonly Frames[];
    return whole.length > 0 ? { ...lattice, frames: whole } : lattice;
  });
}

/** What lines say as a whole to each look; nothing of lines without ink. */
function seenWhole(rasters: readonly LineRaster[], looksAtLines: readonly LineLook[]): (readonly Frames[])[] {
  if (looksAtLines.length === 0) return rasters.map(() => []);
  const strips = rasters.map(lineStrip);
  const inked = strips.flatMap((strip) => strip ?? []);
  const found = looksAtLines.map((lookAtLines) => lookAtLines(inked));
  let next = 0;
  return strips.map((strip) => {
    const at = strip ? next++ : -1;
    return found.flatMap((frames) => frames[at] ?? []);
  });
}

/**
 * The lattice of a line: what its pieces are, by the network's answers and their geometry.
 *
 * A way through the lattice is a claim about every boundary, whether a symbol ends there, and about every piece, what it is. Its score is the
 * logarithm of the product of all these probabilities. Every boundary is claimed something about on every way, once, so ways with more
 * pieces and with fewer compare fairly; and a network that knows what is no single digit gives each wrong piece its due.
 *
 * @param answers log probabilities of the network's classes for each piece that has a picture
 */
function latticeOf({ cuts, pieces }: LinePieces, answers: readonly (Float32Array | undefined)[]): Lattice {
  return {
    cuts,
    pieces: pieces.map(({ shape, isWhole, belongs, ...piece }, at) => {
      const { symbols, other } = lineSymbols(shape, isWhole, answers[at]);
      return {
        ...piece,
        symbols: symbols.map(({ text, score }) => ({ text, score: score + belongs })),
        ...(other !== undefined && { other: other + belongs }),
      };
    }),
  };
}
