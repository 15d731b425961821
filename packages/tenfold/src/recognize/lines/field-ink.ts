import { type Gray, inverted } from "../../image/basics/picture.js";
import { shrink } from "../../image/basics/shrink.js";
import { type Box, frameOf } from "../../image/geometry/box.js";
import { identity, scaledAndShifted } from "../../image/geometry/transform.js";
import { type Component, connectedComponents, maskOf, strokeWidth } from "../../image/ink/connected-components.js";
import { evenLight } from "../../image/ink/even-light.js";
import { histogram, quantile } from "../../image/ink/histogram.js";
import { otsu } from "../../image/ink/otsu.js";
import { paperNoise } from "../../image/ink/paper-noise.js";
import { digitIsLight } from "../../image/ink/polarity.js";
import { thresholded } from "../../image/ink/thresholded.js";
import { type RulingLine, rulingLines } from "../../image/page/ruling-lines.js";
import { withoutRuling } from "../../image/page/without-ruling.js";
import { median } from "../../median.js";
import { withoutCutOff } from "./cut-off-ink.js";
import type { TextInk } from "./text-ink.js";
import { usualHeight } from "./text-lines.js";

/** Pixels of the shorter side that are enough to read a few lines. */
const ENOUGH = 500;
/**
 * How far from the paper's pattern to the strokes a pixel must come to be ink, and one of its component to make all of it ink; and to be
 * of a printed line, which is often hardly darker than the pattern.
 */
const GROWS = 0.25;
const SEEDS = 0.6;
const PRINTED = 0.2;
/**
 * A straight line is printed where it is longer than this share of the picture's width, and of its height, which counts up to `tall` widths; or runs
 * from edge to edge.
 */
const RULING = { width: 0.5, height: 1.2, tall: 0.55 };

/**
 * The strokes on a cut-out field of a form or a check, whose paper may have a pattern: a guilloche, dots, lines.
 *
 * The pattern is weaker than the strokes, but often not weaker than a stroke's thin places. So how dark the darkest pixel of every small
 * block is says what the pattern's and the strokes' shades are: blocks with and without a stroke are two classes of like size, which
 * Otsu's method parts. A component is ink where it is nearer to the strokes than to the pattern, if it is clearly so somewhere (hysteresis:
 * Canny, "A computational approach to edge detection", IEEE PAMI 8(6), 1986).
 *
 * @param gray light 255; ink may be dark on light or light on dark
 */
export function fieldInk(gray: Gray): TextInk {
  const factor = Math.max(1, Math.floor(Math.min(gray.height, gray.width) / ENOUGH));
  const small = shrink(gray, factor);
  const light = digitIsLight(small) ? inverted(small) : small;
  const side = Math.min(light.height, light.width);
  const dark = evenLight(light, { window: Math.max(24, Math.min(0.6 * side, Math.max(64, side / 4))) });
  const floor = paperNoise(dark);
  const lines = printedLines(thresholded(dark, inkFrom(dark, floor)(PRINTED)));
  const cleaned = lines.length > 0 ? withoutRuling(dark, thresholded(dark, inkFrom(dark, floor)(GROWS)), lines) : dark;
  const from = inkFrom(cleaned, floor); // a printed line may be far darker than a pencil
  const mask = withoutPattern(cleaned, from(GROWS), from(SEEDS));
  return {
    ink: cleaned,
    ...withoutCutOff(withoutSpecks(connectedComponents(mask)), mask),
    toSource: factor === 1 ? identity : scaledAndShifted(factor, [0, 0]),
  };
}

/** From which shade on there is ink, by how far it must come from the paper's pattern to the strokes. */
function inkFrom(dark: Gray, floor: number): (share: number) => number {
  const { pattern, stroke } = shadesOf(dark);
  return (share) => Math.max(floor, pattern + share * (stroke - pattern));
}

/** The shade of the paper's pattern and that of the strokes, both where they are darkest. */
function shadesOf(dark: Gray): { pattern: number; stroke: number } {
  const peaks = darkestOfBlocks(dark, Math.max(3, Math.round(Math.min(dark.height, dark.width) / 12)));
  const counts = histogram(peaks);
  const between = otsu(counts);
  const pattern = quantile(counts, 0.5, { to: between });
  return { pattern, stroke: Math.max(quantile(counts, 0.5, { from: between + 1 }), pattern + 1) };
}

function darkestOfBlocks({ pixels, height, width }: Gray, side: number): Uint8Array {
  const across = Math.ceil(width / side);
  const darkest = new Uint8Array(across * Math.ceil(height / side));
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      const block = Math.floor(row / side) * across + Math.floor(column / side);
      if ((pixels[at] as number) > (darkest[block] as number)) darkest[block] = pixels[at] as number;
    }
  }
  return darkest;
}

function printedLines(mask: Gray): RulingLine[] {
  return [...levelLines(mask), ...uprightLines(mask)];
}

/** Upright lines of a frame, far longer than what is written between them is high, and thinner than a stroke of that height. */
function uprightLines(mask: Gray): RulingLine[] {
  const lines = rulingLines(mask, { length: UPRIGHT.length * mask.height, thickness: Math.max(3, UPRIGHT.thickness * mask.height) }).filter(
    (line) => line.direction === "vertical" && covered(mask, line) >= COVERED,
  );
  if (lines.length === 0) return [];
  const isOfLine = ({ left, right }: Box) =>
    lines.some(({ middle }) => left - 1 <= Math.max(...middle) && right + 1 >= Math.min(...middle));
  const written = usualHeight(connectedComponents(mask).filter((component) => !isOfLine(component) && component.area > 4));
  return lines.filter(({ middle }) => written <= UPRIGHT.written * middle.length);
}

/** Of the picture's height how long and how thick, and of a line's length how high writing is at most. */
const UPRIGHT = { length: 0.7, thickness: 0.04, written: 0.6 };

function levelLines(mask: Gray): RulingLine[] {
  const { height, width } = mask;
  const long = Math.max(24, RULING.width * width, RULING.height * Math.min(height, RULING.tall * width));
  return rulingLines(mask, { length: Math.min(long, 0.9 * width), thickness: Math.max(4, 0.06 * height) }).filter(
    (line) =>
      line.direction === "horizontal" &&
      (line.middle.length >= long || (line.from <= 2 && line.from + line.middle.length >= width - 2)) &&
      covered(mask, line) >= COVERED,
  );
}

/** The share of a line's length where there is ink in its middle: the feet of digits that stand in a row leave gaps. */
function covered({ pixels, width }: Gray, { direction, from, middle }: RulingLine): number {
  const [along, across] = direction === "horizontal" ? [1, width] : [width, 1];
  const inked = middle.filter((place, at) => pixels[Math.floor(place) * across + (from + at) * along] !== 0);
  return inked.length / middle.length;
}

const COVERED = 0.8;

/** The components of what is at least `grows` dark that are somewhere at least `seeds` dark. */
function withoutPattern(dark: Gray, grows: number, seeds: number): Gray {
  const isInk = ({ runs }: Component) => {
    for (let at = 0; at < runs.length; at += 3) {
      const line = (runs[at] as number) * dark.width;
      for (let column = runs[at + 1] as number; column < (runs[at + 2] as number); column++) {
        if ((dark.pixels[line + column] as number) >= seeds) return true;
      }
    }
    return false;
  };
  return maskOf(connectedComponents(thresholded(dark, grows)).filter(isInk), frameOf(dark));
}

/** Without what is smaller than a fifth of a dot of the pen: a decimal point may be finer than the strokes beside it. */
function withoutSpecks(components: readonly Component[]): Component[] {
  const largest = components.reduce((most, { area }) => Math.max(most, area), 0);
  const pens = components.filter(({ area }) => area > 0.2 * largest).map(strokeWidth);
  const pen = median(pens) ?? 0;
  return components.filter(({ area }) => area >= 0.2 * pen * pen);
}
