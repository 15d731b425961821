import { type Component, maskOf } from "../image/connected-components.js";
import { histogram, quantile } from "../image/histogram.js";
import type { Gray } from "../image/picture.js";
import { shrink } from "../image/shrink.js";
import { chained, scaledAndShifted, type Transform } from "../image/transform.js";
import type { TextInk } from "./text-ink.js";
import type { TextLine } from "./text-lines.js";

/** One line of writing, alone. */
export interface LineRaster {
  /** 255 in the middle of strokes, at least 128 on them, 0 where none is near. */
  readonly ink: Gray;
  /** How high its digits are, in pixels. */
  readonly height: number;
  /** From its pixels to those of the picture. */
  readonly toSource: Transform;
}

/** Pixels that are enough for the height of a digit, twice what a network sees: higher ones are made smaller. */
const ENOUGH = 40;
/** Paper around the line, in pixels. */
const RIM = 2;

/** A line of writing, or what else is to be drawn alone. */
interface WrittenLine extends Pick<TextLine, "box" | "height"> {
  readonly components: readonly Pick<Component, "runs">[];
}

/** Draws a line of writing alone. */
export function lineRaster({ ink, toSource }: Pick<TextInk, "ink" | "toSource">, { components, box, height }: WrittenLine): LineRaster {
  const wide = { left: box.left - RIM, top: box.top - RIM, right: box.right + RIM, bottom: box.bottom + RIM };
  const factor = Math.max(1, Math.floor(height / ENOUGH));
  const strokes = shrink(strokesOf(ink, maskOf(components, wide), wide), factor);
  return { ink: strokes, height: height / factor, toSource: chained(scaledAndShifted(factor, [wide.left, wide.top]), toSource) };
}

/** The strokes and the soft pixels beside them, stretched such that 128 is the weakest of the strokes and 255 their usual ink. */
function strokesOf(ink: Gray, mask: Gray, { left, top }: { left: number; top: number }): Gray {
  const { height, width } = mask;
  const shadeAt = (row: number, column: number) =>
    row < 0 || column < 0 || row >= ink.height || column >= ink.width ? 0 : (ink.pixels[row * ink.width + column] as number);
  const shades = new Uint8Array(mask.pixels.length);
  const own: number[] = [];
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      if (mask.pixels[at] === 0 && !isBeside(mask, at, row, column)) continue;
      shades[at] = shadeAt(row + top, column + left);
      if (mask.pixels[at] !== 0) own.push(shades[at] as number);
    }
  }
  const counts = histogram(Uint8Array.from(own));
  const [edge, stroke] = [quantile(counts, 0), quantile(counts, 0.7)];
  const scale = 127 / Math.max(stroke - edge, 1);
  const pixels = shades.map((shade, at) => {
    if (mask.pixels[at] !== 0) return Math.min(128 + (shade - edge) * scale, 255);
    return Math.min(Math.max(128 * ((2 * shade) / edge - 1), 0), 127); // paper is up to half of the weakest stroke
  });
  return { pixels, height, width };
}

/** Whether one of the four pixels around is in the mask. */
function isBeside({ pixels, height, width }: Gray, at: number, row: number, column: number): boolean {
  return (
    (row > 0 && pixels[at - width] !== 0) ||
    (row + 1 < height && pixels[at + width] !== 0) ||
    (column > 0 && pixels[at - 1] !== 0) ||
    (column + 1 < width && pixels[at + 1] !== 0)
  );
}
