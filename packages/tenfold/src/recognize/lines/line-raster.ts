import type { Gray } from "../../image/basics/picture.js";
import { shrink } from "../../image/basics/shrink.js";
import { type Box, grown } from "../../image/geometry/box.js";
import { chained, scaledAndShifted, type Transform } from "../../image/geometry/transform.js";
import { type Component, maskOf } from "../../image/ink/connected-components.js";
import { histogram, quantile } from "../../image/ink/histogram.js";
import type { TextInk } from "./text-ink.js";
import type { TextLine } from "./text-lines.js";
import { thickStrokes, thinPen } from "./thick-strokes.js";

/** One line of writing, alone. */
export interface LineRaster {
  /** 255 in the middle of strokes, at least 128 on them, 0 where none is near. */
  readonly ink: Gray;
  /** How high its digits are, in pixels. */
  readonly height: number;
  /** From its pixels to those of the picture. */
  readonly toSource: Transform;
  /** Where strokes stand beside it that were left out and may be digits of it, in pixels of the picture. */
  readonly aside?: readonly Box[];
}

/** Pixels that are enough for the height of a digit, twice what a network sees: higher ones are made smaller. */
const ENOUGH = 40;
/** Paper around the line, in pixels. */
const RIM = 2;
/** Of a digit's height: strokes that are made wider need it. */
const ROOM = 0.06;

/** A line of writing, or what else is to be drawn alone. */
interface WrittenLine extends Pick<TextLine, "box" | "height"> {
  readonly components: readonly Pick<Component, "runs">[];
}

/** Draws a line of writing alone. */
export function lineRaster({ ink, toSource }: Pick<TextInk, "ink" | "toSource">, { components, box, height }: WrittenLine): LineRaster {
  const factor = Math.max(1, Math.floor(height / ENOUGH));
  const drawn = (rim: number) => {
    const wide = grown(box, rim);
    return { wide, ink: strokesOf(ink, maskOf(components, wide), wide) };
  };
  const plain = drawn(RIM);
  const pen = thinPen(plain.ink, height);
  const { wide, ink: own } = pen ? drawn(RIM + Math.ceil(ROOM * height)) : plain;
  const strokes = pen ? thickStrokes(own, { height, pen, factor }) : shrink(own, factor);
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
  const stroke = quantile(counts, 0.7);
  const edge = Math.min(quantile(counts, 0), SOFT * stroke); // of a picture in black and white all ink is in the middle of its stroke
  const scale = 127 / Math.max(stroke - edge, 1);
  const pixels = shades.map((shade, at) => {
    if (mask.pixels[at] !== 0) return Math.min(128 + (shade - edge) * scale, 255);
    return Math.min(Math.max(128 * ((2 * shade) / edge - 1), 0), 127); // paper is up to half of the weakest stroke
  });
  return { pixels, height, width };
}

/** The weakest ink of a stroke is at most this share of its usual ink, where it has an edge at all. */
const SOFT = 0.6;

/** Whether one of the four pixels around is in the mask. */
function isBeside({ pixels, height, width }: Gray, at: number, row: number, column: number): boolean {
  return (
    (row > 0 && pixels[at - width] !== 0) ||
    (row + 1 < height && pixels[at + width] !== 0) ||
    (column > 0 && pixels[at - 1] !== 0) ||
    (column + 1 < width && pixels[at + 1] !== 0)
  );
}
