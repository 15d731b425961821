import { grayscale } from "../../image/basics/grayscale.js";
import type { Gray, Picture } from "../../image/basics/picture.js";
import { boxUnder, sharedHeight } from "../../image/geometry/box.js";
import { chained, scaledAndShifted } from "../../image/geometry/transform.js";
import { cleanPage } from "../../image/page/clean-page.js";
import { withoutDarkMargins } from "../../image/page/dark-margins.js";
import { withoutDots } from "./dots.js";
import { fieldInk } from "./field-ink.js";
import { joinedLines } from "./joined-lines.js";
import { leveledLine } from "./level-line.js";
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
/** In a field, what is no higher than this share of it is no frame. */
const WRITING = 0.35;

export interface PictureLinesOptions {
  /** Whether it is one field: what stands beside each other is one line then, unless it is plainly two. */
  readonly isField?: boolean | undefined;
  /** Gets why there is no line, where that is known. */
  readonly tell?: ((reason: string) => void) | undefined;
}

/**
 * The lines of writing on a picture, in reading order: of a field cut out of a check or form, patterned paper and all; of a single digit; or of
 * a page, which is set upright and freed of its ruling lines first.
 */
export function pictureLines(picture: Picture | Gray, { isField = false, tell }: PictureLinesOptions = {}): LineRaster[] {
  const whole: Picture = "channels" in picture ? picture : { ...picture, channels: 1 };
  const { gray, left, top } = withoutDarkMargins(grayscale(whole));
  const field = writtenOf(fieldInk(gray));
  const page = field.components.length > 0 ? pageInk({ ...gray, channels: 1 }, field) : undefined;
  const text = page ? writtenOf(page) : leveled(gray, field);
  if (text.components.length === 0 && text.dots > 0) tell?.("dots, no writing");
  const moved = { ...text, toSource: chained(text.toSource, scaledAndShifted(1, [left, top])) };
  const lines = textLines(text.components, page ? (isField ? {} : { gap: GAP }) : { writing: WRITING * text.ink.height });
  return (isField ? joinedLines(lines) : lines).map((line) => {
    const aside = (text.perhaps ?? [])
      .filter((stroke) => sharedHeight(stroke, line.box) > 0)
      .map((stroke) => boxUnder(moved.toSource, stroke));
    return { ...lineRaster(moved, line), ...(aside.length > 0 && { aside }) };
  });
}

/** The ink of a field once more, where its line is slanted: of the picture turned such that it is level. */
function leveled(gray: Gray, field: ReturnType<typeof writtenOf>): ReturnType<typeof writtenOf> {
  const level = leveledLine(gray, field.components);
  if (!level) return field;
  const text = writtenOf(fieldInk(level.gray));
  return { ...text, toSource: chained(text.toSource, level.toSource) };
}

/** Ink without a pattern's dots, and how many these were. */
function writtenOf(ink: TextInk): TextInk & { readonly dots: number } {
  const components = withoutDots(ink.components);
  return { ...ink, components, dots: ink.components.length - components.length };
}

/** The same as a page, where it is one. */
function pageInk(picture: Picture, field: TextInk): TextInk | undefined {
  const side = Math.min(picture.height, picture.width);
  const height = (usualHeight(field.components) * picture.width) / field.ink.width;
  if (side < SMALLEST_PAGE || height === 0 || height * PAGE > side) return undefined;
  return cleanPage(picture, { ruling: Math.max(RULING * height, side / 12) });
}
