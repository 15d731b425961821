import { cleanPage } from "../image/clean-page.js";
import { grayscale } from "../image/grayscale.js";
import type { Gray, Picture } from "../image/picture.js";
import { fieldInk } from "./field-ink.js";
import { type LineRaster, lineRaster } from "./line-raster.js";
import type { TextInk } from "./text-ink.js";
import { textLines, usualHeight } from "./text-lines.js";

/** Writing this much lower than the picture is high and wide is a page's; higher writing is a field that was cut out. */
const PAGE = 10;
/** Pixels of a page's shorter side: a smaller picture is a field, too. */
const SMALLEST_PAGE = 400;
/** On a page, strings that stand further apart than so many heights of their digits are two. */
const GAP = 3;
/** A ruling line of a page is longer than so many digits are high. */
const RULING = 3;

/**
 * The lines of writing on a picture, in reading order: of a field cut out of a check or form, patterned paper and all; of a single digit; or of
 * a page, which is set upright and freed of its ruling lines first.
 */
export function pictureLines(picture: Picture | Gray): LineRaster[] {
  const whole: Picture = "channels" in picture ? picture : { ...picture, channels: 1 };
  const field = fieldInk(grayscale(whole));
  const page = pageInk(whole, field);
  const text = page ?? field;
  return textLines(text.components, page ? { gap: GAP } : {}).map((line) => lineRaster(text, line));
}

/** The same as a page, where it is one. */
function pageInk(picture: Picture, field: TextInk): TextInk | undefined {
  const side = Math.min(picture.height, picture.width);
  const height = (usualHeight(field.components) * picture.width) / field.ink.width;
  if (side < SMALLEST_PAGE || height === 0 || height * PAGE > side) return undefined;
  return cleanPage(picture, { ruling: Math.max(RULING * height, side / 12) });
}
