import { median } from "../../median.js";
import type { Gray } from "../basics/picture.js";
import { rectify } from "../basics/rectify.js";
import { shrink } from "../basics/shrink.js";
import { MNIST_STROKES, type NormalizeDigitOptions, normalizeDigit, type SeenDigit } from "../digit/normalize-digit.js";
import { around, type Box, grown } from "../geometry/box.js";
import { chained, scaledAndShifted, type Transform } from "../geometry/transform.js";
import { narrowInk } from "../ink/closing.js";
import { type Component, connectedComponents, maskOf, strokeWidth } from "../ink/connected-components.js";
import { evenLight } from "../ink/even-light.js";
import { paperNoise } from "../ink/paper-noise.js";
import { thresholded } from "../ink/thresholded.js";
import type { Grid } from "./drawn-grid.js";
import { cellToSource } from "./find-grids.js";
import { isStruckOut } from "./struck-out.js";

/** What stands in a cell of a grid. */
export interface GridDigit {
  readonly row: number;
  readonly column: number;
  /** As a network sees it, with the way back to the page; nothing where the cell is blank, or holds several marks. */
  readonly digit?: SeenDigit;
  /** Whether there are several marks side by side, as the small notes in a sudoku's cell are, and so no single digit. */
  readonly several: boolean;
  /** Whether a line goes through the cell from its left to its right. */
  readonly isStruck: boolean;
}

/** Pixels of a cell's side in which its digit is looked for. */
const SIDE = 96;
const CELL = { height: SIDE, width: SIDE };
/** Half as wide as the widest stroke of a pen is at most. */
const PEN = Math.round(0.13 * SIDE);
/** A mark that is smaller than the usual one of the grid by more than this is a note or dirt. */
const LEAST_SIZE = 0.6;
/** How far from the middle of its cell a flat digit may lie, as a share of the cell; and one in two pieces. */
const CENTRAL = 0.18;
const CENTRAL_IN_PIECES = 0.14;

/**
 * The digits in the cells of a grid, row by row, each in the form of MNIST. Lines are taken away, specks are dropped; a cell is blank where
 * nothing is left that is about as high as the digits of the grid are.
 *
 * @param gray the picture in which the grid was found: light 255, dark ink on light paper
 */
export function gridDigits(gray: Gray, grid: Grid, options: NormalizeDigitOptions = { strokes: MNIST_STROKES }): GridDigit[] {
  const factor = Math.max(1, Math.floor(pitchOf(grid) / SIDE));
  const small = shrink(gray, factor);
  const ink = evenLight(small, { window: Math.max(24, (0.6 * pitchOf(grid)) / factor) });
  const shades = shadesFor(pitchOf(grid) / factor);
  const toShrunk = scaledAndShifted(1 / factor, [0, 0]);
  const cells = Array.from({ length: grid.rows * grid.columns }, (_, at) => {
    const [row, column] = [Math.floor(at / grid.columns), at % grid.columns];
    const toSource = chained(scaledAndShifted(1 / SIDE, [0, 0]), cellToSource(grid, row, column));
    const toSmall = chained(toSource, toShrunk);
    const cell = withoutShadow(rectify(ink, toSmall, CELL), rectify(small, toSmall, CELL));
    return { row, column, cell, toSource, ...markIn(cell, shades) };
  });
  const isWritten = usualSize(cells.flatMap(({ found }) => found ?? []));
  return cells.map(({ row, column, cell, toSource, found, isStruck }) => {
    const place = { row, column, isStruck };
    if (!found || !isWritten(found)) return { ...place, several: false };
    if (areSeveral(found)) return { ...place, several: true };
    return { ...place, several: false, digit: seen(cell, found, toSource, { ...options, shades }) };
  });
}

/** How much of the ink that strokes have in their middle a pixel has, to be ink, to be drawn at all, and to be drawn black. */
interface StrokeShades {
  readonly ink: number;
  readonly paper: number;
  readonly full: number;
}

const SHARP: StrokeShades = { ink: 0.5, paper: 0.15, full: 0.85 };
/** Of cells so small that thin strokes are blurred to gray. */
const BLURRED: StrokeShades = { ink: 0.25, paper: 0.08, full: 0.5 };
/** Pixels of a cell's side from which on it is sharp, and up to which it is blurred. */
const [SHARP_SIDE, BLURRED_SIDE] = [SIDE, 40];

function shadesFor(side: number): StrokeShades {
  const share = Math.min(Math.max((side - BLURRED_SIDE) / (SHARP_SIDE - BLURRED_SIDE), 0), 1);
  const between = (blurred: number, sharp: number) => blurred + share * (sharp - blurred);
  return { ink: between(BLURRED.ink, SHARP.ink), paper: between(BLURRED.paper, SHARP.paper), full: between(BLURRED.full, SHARP.full) };
}

/** The ink of a cell that is as narrow as a stroke is: what a hard shadow leaves along its edge is not. */
function withoutShadow(ink: Gray, gray: Gray): Gray {
  const narrow = narrowInk(gray, PEN).pixels;
  return { ...ink, pixels: ink.pixels.map((own, at) => Math.min(own, narrow[at] as number)) };
}

function pitchOf({ rows, columns, crossings }: Grid): number {
  const [first, last] = [crossings[0] as readonly [number, number], crossings.at(-1) as readonly [number, number]];
  return Math.hypot(last[0] - first[0], last[1] - first[1]) / Math.hypot(rows, columns);
}

/** The ink of a cell that belongs to what is written in it. */
interface Mark extends Box {
  readonly components: readonly Component[];
  /** The ink that a stroke has in its middle. */
  readonly strength: number;
}

/** Whether a mark is as high as those of the grid usually are; or as long, near the middle of its cell, as a flat 1 is. */
function usualSize(marks: readonly Mark[]): (mark: Mark) => boolean {
  const height = median(marks.map(({ top, bottom }) => bottom - top)) ?? 0;
  const length = median(marks.map(longest)) ?? 0;
  return (mark) => {
    if (mark.bottom - mark.top >= LEAST_SIZE * height) return true;
    return longest(mark) >= LEAST_SIZE * length && offMiddle(mark) <= CENTRAL * SIDE;
  };
}

/** Whether the two largest components stand side by side, to one side of the cell. */
function areSeveral(mark: Mark): boolean {
  const [first, second] = [...mark.components].sort((one, other) => other.area - one.area);
  if (!first || !second || second.area < 0.3 * first.area) return false;
  const apart = second.left >= first.right || second.right <= first.left;
  return apart && offMiddle(mark) > CENTRAL_IN_PIECES * SIDE;
}

/** How far from the middle of the cell a mark lies, down or across. */
function offMiddle({ left, top, right, bottom }: Box): number {
  return Math.max(Math.abs(left + right - SIDE), Math.abs(top + bottom - SIDE)) / 2;
}

function longest({ components }: Mark): number {
  return components.reduce((most, { left, top, right, bottom }) => Math.max(most, Math.hypot(right - left, bottom - top)), 0);
}

/** What is written in a cell, if anything, and whether it is struck out. */
function markIn(cell: Gray, { ink }: StrokeShades): { readonly found?: Mark; readonly isStruck: boolean } {
  const inner = Math.round(SIDE * 0.12);
  const counts = new Uint32Array(256);
  for (let row = inner; row < SIDE - inner; row++) {
    for (let column = inner; column < SIDE - inner; column++) {
      const ink = cell.pixels[row * SIDE + column] as number;
      counts[ink] = (counts[ink] as number) + 1;
    }
  }
  const strength = strongest(counts, 0.02 * (SIDE - 2 * inner) ** 2);
  const threshold = Math.max(paperNoise(cell), ink * strength);
  const mask = thresholded(cell, threshold);
  const frame = withoutLines(mask);
  const isStruck = isStruckOut(mask, frame);
  const components = connectedComponents(mask).filter((component) => isMark(component, frame));
  const most = components.reduce((most, { area }) => Math.max(most, area), 0);
  const kept = components.filter(({ area }) => area >= 0.08 * most);
  return kept.length > 0 ? { found: { ...around(kept), components: kept, strength }, isStruck } : { isStruck };
}

/** The ink that `count` pixels exceed or have. */
function strongest(counts: Uint32Array, count: number): number {
  let ink = 255;
  for (let above = counts[255] as number; above < count && ink > 0; above += counts[ink] as number) ink--;
  return ink;
}

/** How far into the cell its lines may reach. */
const DEEPEST = Math.round(SIDE * 0.14);

/** Clears the cell's four lines, from each edge up to where the rows or columns are no longer mostly ink; says what is left between. */
function withoutLines({ pixels }: Gray): Box {
  const depth = (at: (depth: number, along: number) => number) => {
    let deepest = 0;
    for (let d = 0; d < DEEPEST; d++) {
      let count = 0;
      for (let along = 0; along < SIDE; along++) count += pixels[at(d, along)] as number;
      if (count > 0.5 * SIDE) deepest = d + 1;
    }
    return deepest + 2; // the line's soft edge
  };
  const top = depth((d, along) => d * SIDE + along);
  const bottom = SIDE - depth((d, along) => (SIDE - 1 - d) * SIDE + along);
  const left = depth((d, along) => along * SIDE + d);
  const right = SIDE - depth((d, along) => along * SIDE + SIDE - 1 - d);
  for (let row = 0; row < SIDE; row++) {
    if (row < top || row >= bottom) pixels.fill(0, row * SIDE, (row + 1) * SIDE);
    else pixels.fill(0, row * SIDE, row * SIDE + left).fill(0, row * SIDE + right, (row + 1) * SIDE);
  }
  return { left, top, right, bottom };
}

/** Neither a speck nor what is left of a line: thin, and along an edge. */
function isMark(component: Component, frame: Box): boolean {
  const { left, top, right, bottom, area } = component;
  const [height, width] = [bottom - top, right - left];
  if (area < 12 || Math.max(height, width) < 0.08 * SIDE) return false;
  const touches = left <= frame.left || right >= frame.right || top <= frame.top || bottom >= frame.bottom;
  if (!touches) return true;
  const thin = Math.min(height, width) < Math.max(0.1 * SIDE, 2 * strokeWidth(component));
  const reachesIn = bottom > 0.25 * SIDE && top < 0.75 * SIDE && right > 0.25 * SIDE && left < 0.75 * SIDE;
  return reachesIn && !(thin && (bottom < 0.3 * SIDE || top > 0.7 * SIDE || right < 0.2 * SIDE || left > 0.8 * SIDE));
}

/** The mark alone, its ink drawn from nothing at the paper to all where a stroke is. */
function seen(
  cell: Gray,
  { components, strength, ...box }: Mark,
  toSource: Transform,
  { shades, ...options }: NormalizeDigitOptions & { readonly shades: StrokeShades },
): SeenDigit {
  const wide = grown(box, 2);
  const own = maskOf(components, wide);
  const pixels = new Uint8Array(own.pixels.length);
  for (let at = 0; at < pixels.length; at++) {
    const [row, column] = [Math.floor(at / own.width) + wide.top, (at % own.width) + wide.left];
    if (row < 0 || column < 0 || row >= SIDE || column >= SIDE || !isNear(own, at)) continue;
    const ink = cell.pixels[row * SIDE + column] as number;
    pixels[at] = Math.min(Math.max((255 * (ink - shades.paper * strength)) / ((shades.full - shades.paper) * strength), 0), 255);
  }
  const digit = normalizeDigit({ ...own, pixels }, options);
  return { ...digit, toSource: chained(chained(digit.toSource, scaledAndShifted(1, [wide.left, wide.top])), toSource) };
}

/** Whether a pixel or one beside it is in the mask. */
function isNear({ pixels, width }: Gray, at: number): boolean {
  return pixels[at] === 1 || pixels[at - 1] === 1 || pixels[at + 1] === 1 || pixels[at - width] === 1 || pixels[at + width] === 1;
}
