import { grayscale } from "../../image/basics/grayscale.js";
import type { Picture } from "../../image/basics/picture.js";
import { MNIST_STROKES, normalizeDigit, type SeenDigit } from "../../image/digit/normalize-digit.js";
import { around, type Box } from "../../image/geometry/box.js";
import { apply, chained, scaledAndShifted } from "../../image/geometry/transform.js";
import { withoutDarkMargins } from "../../image/page/dark-margins.js";
import { fieldInk } from "../lines/field-ink.js";
import { lineRaster } from "../lines/line-raster.js";
import type { TextInk } from "../lines/text-ink.js";
import { type CellInk, cellMarks } from "./cell-marks.js";
import { withoutGuides } from "./without-guides.js";

/**
 * What is written in each of a row's cells, as a network sees it; nothing where a cell is blank.
 *
 * @param cells in pixels of the picture, from left to right
 */
export function cellDigits(picture: Picture, cells: readonly Box[]): (SeenDigit | undefined)[] {
  const trimmed = withoutDarkMargins(grayscale(picture));
  const own = cells.map(({ left, right, top, bottom }) => ({
    left: left - trimmed.left,
    right: right - trimmed.left,
    top: top - trimmed.top,
    bottom: bottom - trimmed.top,
  }));
  const field = fieldInk(withoutGuides(trimmed.gray, own));
  const ink = { ...field, toSource: chained(field.toSource, scaledAndShifted(1, [trimmed.left, trimmed.top])) };
  const [scale, [left, top]] = [apply(ink.toSource, [1, 0])[0] - apply(ink.toSource, [0, 0])[0], apply(ink.toSource, [0, 0])];
  const inInk = cells.map((cell) => ({
    left: (cell.left - left) / scale,
    right: (cell.right - left) / scale,
    top: (cell.top - top) / scale,
    bottom: (cell.bottom - top) / scale,
  }));
  return cellMarks(ink.components, inInk).map((own) => (own.length > 0 ? seen(ink, own) : undefined));
}

function seen(ink: TextInk, components: readonly CellInk[]): SeenDigit {
  const box = around(components);
  const raster = lineRaster(ink, { components, box, height: box.bottom - box.top });
  const digit = normalizeDigit(raster.ink, { strokes: MNIST_STROKES });
  return { ...digit, toSource: chained(digit.toSource, raster.toSource) };
}
