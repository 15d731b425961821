import { UsageError } from "../errors.js";
import { around } from "../image/connected-components.js";
import { grayscale } from "../image/grayscale.js";
import { MNIST_STROKES, normalizeDigit, type SeenDigit } from "../image/normalize-digit.js";
import type { Box, Picture } from "../image/picture.js";
import { apply, chained } from "../image/transform.js";
import { cellMarks, type Mark } from "./cell-marks.js";
import { fieldInk } from "./field-ink.js";
import type { Lattice, Piece } from "./lattice.js";
import { lineRaster } from "./line-raster.js";
import { type Look, lookAtAll } from "./look.js";
import type { TextInk } from "./text-ink.js";

/** Ink of a cell that is no digit is a slip of the pen, or a letter: rarely nothing. */
const SLIP = Math.log(0.05);

/**
 * What stands in a row of cells, one digit in each, as the combs of forms have them. Cuts are the cells' borders, so nothing else has to be cut.
 *
 * @param cells in pixels of the picture, from left to right
 * @throws UsageError when there is none, or one is empty
 */
export async function cellLattice(picture: Picture, cells: readonly Box[], look: Look): Promise<Lattice> {
  if (cells.length === 0 || !cells.every(({ left, top, right, bottom }) => right > left && bottom > top)) {
    throw new UsageError("read: cells are boxes { left, top, right, bottom } in pixels, one at least, and none of them empty");
  }
  const ink = fieldInk(grayscale(picture));
  const [scale, [left, top]] = [apply(ink.toSource, [1, 0])[0] - apply(ink.toSource, [0, 0])[0], apply(ink.toSource, [0, 0])];
  const inInk = cells.map((cell) => ({
    left: (cell.left - left) / scale,
    right: (cell.right - left) / scale,
    top: (cell.top - top) / scale,
    bottom: (cell.bottom - top) / scale,
  }));
  const marks = cellMarks(ink.components, inInk);
  const digits = marks.map((own) => (own.length > 0 ? seen(ink, own) : undefined));
  const answers = await lookAtAll(
    look,
    digits.flatMap((digit) => digit ?? []),
  );
  let next = 0;
  const pieces = cells.map((box, at): Piece => {
    const digit = digits[at];
    if (!digit) return { from: at, to: at + 1, box, symbols: [{ text: "", score: 0 }] };
    const scores = answers[next++] as Float32Array;
    const symbols = Array.from(scores, (score, of) => (of < 10 ? { text: String(of), score } : { text: "", score: score + SLIP }));
    return {
      from: at,
      to: at + 1,
      box,
      digit,
      symbols: symbols.sort((one, other) => other.score - one.score),
      other: scores[10] as number,
    };
  });
  return { cuts: cells.length, pieces };
}

function seen(ink: TextInk, components: readonly Mark[]): SeenDigit {
  const box = around(components);
  const raster = lineRaster(ink, { components, box, height: box.bottom - box.top });
  const digit = normalizeDigit(raster.ink, { strokes: MNIST_STROKES });
  return { ...digit, toSource: chained(digit.toSource, raster.toSource) };
}
