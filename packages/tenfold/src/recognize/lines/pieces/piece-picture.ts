import type { Gray } from "../../../image/basics/picture.js";
import type { Box } from "../../../image/geometry/box.js";
import { apply } from "../../../image/geometry/transform.js";
import type { LineRaster } from "../line-raster.js";
import type { CandidatePiece } from "./candidate-pieces.js";

/** The ink of a piece alone, with its soft edges, and where its first pixel lies in the line. */
export function pieceInk({ ink }: LineRaster, { box, parts }: CandidatePiece): Gray & { readonly left: number; readonly top: number } {
  const [left, top] = [box.left - 1, box.top - 1];
  const [height, width] = [box.bottom - box.top + 2, box.right - box.left + 2];
  const pixels = new Uint8Array(height * width);
  for (const { runs } of parts) {
    for (const [row, from, to] of runs) {
      for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, ink.height - 1); y++) {
        const reach = y === row ? 1 : 0;
        for (let x = Math.max(from - reach, 0); x < Math.min(to + reach, ink.width); x++) {
          const shade = ink.pixels[y * ink.width + x] as number;
          const isOwn = y === row && x >= from && x < to;
          if (isOwn || shade < 128) pixels[(y - top) * width + x - left] = shade;
        }
      }
    }
  }
  return { pixels, height, width, left, top };
}

/** The least box of a picture's pixels around a piece. */
export function boxInSource({ toSource }: LineRaster, { parts }: CandidatePiece): Box {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { runs } of parts) {
    for (const [row, from, to] of runs) {
      for (const x of [from, to]) {
        const [sourceX, sourceY] = apply(toSource, [x, row + 0.5]);
        [left, right] = [Math.min(left, sourceX), Math.max(right, sourceX)];
        [top, bottom] = [Math.min(top, sourceY - 0.5), Math.max(bottom, sourceY + 0.5)];
      }
    }
  }
  return {
    left: Math.floor(left + 0.5),
    top: Math.floor(top),
    right: Math.max(Math.ceil(right - 0.5), Math.floor(left + 0.5) + 1),
    bottom: Math.ceil(bottom),
  };
}
