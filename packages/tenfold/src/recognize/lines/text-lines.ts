// Text line detection: connected components grouped into lines.

import { around, type Box } from "../../image/geometry/box.js";
import { type Component, strokeWidth } from "../../image/ink/connected-components.js";
import { mean } from "../../mean.js";

/** Ink that stands on one line. */
export interface TextLine {
  readonly components: readonly Component[];
  readonly box: Box;
  /** How high its digits are, in pixels. */
  readonly height: number;
}

export interface TextLinesOptions {
  /**
   * A line ends, and another begins beside it, where nothing is written for more than so many heights of its digits, or two thirds of it on
   * either side of a dash; nowhere unless told.
   */
  readonly gap?: number | undefined;
  /** Ink up to so many pixels high is writing, however small the rest of it is, as a printed line below a digit; 0 unless told. */
  readonly writing?: number | undefined;
}

/** What is higher than so many heights of most of the ink is a frame or a picture. */
const HIGHEST = 4;
/** What is so many times as wide as it is high is a printed line, an underline or a dash, whose height tells nothing. */
const FLAT = 6;
/** A component lower than this share of the usual height tells nothing about where a line runs. */
const TALL = 0.55;
/** Two tall components stand on one line where they share this part of the lower one's height. */
const SHARED = 0.4;

/**
 * The lines of writing, in reading order: from top to bottom, and of those beside each other from left to right.
 *
 * What is about as high as a digit is taken from left to right; it goes on the line whose last components lie at its height, which follows
 * lines that climb or fall. What is smaller, as points and parts of broken digits are, joins the line that is nearest.
 */
export function textLines(all: readonly Component[], { gap = Number.POSITIVE_INFINITY, writing = 0 }: TextLinesOptions = {}): TextLine[] {
  const usual = usualHeight(all, writing);
  const components = all.filter((component) => heightOf(component) <= Math.max(HIGHEST * usual, writing));
  const tall = components.filter((component) => heightOf(component) >= TALL * usual).sort((one, other) => one.left - other.left);
  const dashes = components.filter((component) => isDash(component, usual)).sort((one, other) => one.left - other.left);
  const lines: Component[][] = [];
  for (const component of tall) {
    const line = lines
      .filter((line) => isOnLine(line, component, gap, dashes))
      .sort((one, other) => shared(other, component) - shared(one, component))[0];
    if (line) line.push(component);
    else lines.push([component]);
  }
  const heights = new Map(lines.map((line) => [line, usualHeight(line)]));
  for (const component of components) {
    if (heightOf(component) >= TALL * usual) continue;
    const line = nearest(lines, component);
    if (line && !isStray(component, line, heights.get(line) as number)) line.push(component);
  }
  const found = lines.map((line) => ({ components: line, box: around(line), height: heights.get(line) as number }));
  return inReadingOrder(found);
}

/**
 * How high digits are: the height that components of half the weight have or exceed, where a high one weighs much, because digits that touch
 * each other are few components, and wide and low ink is none. What is far higher than most of the ink is a frame and does not count.
 *
 * @param writing ink up to so many pixels high is no frame
 */
export function usualHeight(components: readonly Component[], writing = 0): number {
  const upright = components.filter(({ left, right, top, bottom }) => right - left <= FLAT * (bottom - top));
  const most = Math.max(writing, HIGHEST * weightedMedian(upright.length > 0 ? upright : components, ({ area }) => area));
  const within = components.filter((component) => heightOf(component) <= most);
  return weightedMedian(within, (component) => heightOf(component) ** 2);
}

/** The height that components of half the weight have or exceed. */
function weightedMedian(components: readonly Component[], weight: (component: Component) => number): number {
  const sorted = [...components].sort((one, other) => heightOf(other) - heightOf(one));
  const total = sorted.reduce((sum, component) => sum + weight(component), 0);
  let above = 0;
  for (const component of sorted) {
    above += weight(component);
    if (2 * above >= total) return heightOf(component);
  }
  return 0;
}

function heightOf({ top, bottom }: Box): number {
  return bottom - top;
}

/** How many of the last components of a line say where it runs. */
const LAST = 3;

function isOnLine(line: readonly Component[], component: Component, gap: number, dashes: readonly Component[]): boolean {
  const last = line.slice(-LAST);
  const height = Math.max(heightOf(component), ...last.map(heightOf));
  return !isApart(around(last), component, gap * height, dashes) && shared(line, component) >= SHARED;
}

const DASHED = 2 / 3;

/** Whether more than `most` lies between the end of a line and a component; with dashes between them, more than two thirds of it anywhere. */
function isApart(last: Box, { left }: Box, most: number, dashes: readonly Component[]): boolean {
  if (left - last.right <= most) return false;
  const isBetween = (dash: Box) => dash.left >= last.right && dash.right <= left && isAtMiddle(dash, last);
  const between = most < Number.POSITIVE_INFINITY ? dashes.filter(isBetween) : [];
  const ends = [last.right, ...between.map(({ right }) => right)];
  return between.length === 0 || [...between, { left }].some((next, at) => next.left - (ends[at] as number) > DASHED * most);
}

/** A level stroke on its own: low, and no wider than a digit is high. */
function isDash(component: Component, usual: number): boolean {
  const width = component.right - component.left;
  return heightOf(component) <= 0.35 * usual && width >= 1.5 * heightOf(component) && width >= 0.15 * usual && width <= 1.2 * usual;
}

/** Whether a dash lies where one is written between digits: in the middle half of their height. */
function isAtMiddle(dash: Box, { top, bottom }: Box): boolean {
  const place = ((dash.top + dash.bottom) / 2 - top) / (bottom - top);
  return place > 0.25 && place < 0.75;
}

/** How much of the lower one's height a component shares with the end of a line. */
function shared(line: readonly Component[], { top, bottom }: Box): number {
  const last = line.slice(-LAST);
  const [above, below] = [mean(last.map(({ top }) => top)), mean(last.map(({ bottom }) => bottom))];
  return (Math.min(bottom, below) - Math.max(top, above)) / Math.min(bottom - top, below - above);
}

/** The line whose nearest component is nearest, no further away than that is high; a way up or down counts double. */
function nearest(lines: readonly (readonly Component[])[], component: Component): Component[] | undefined {
  let best: { line: readonly Component[]; away: number } | undefined;
  for (const line of lines) {
    for (const other of line) {
      const across = Math.max(other.left - component.right, component.left - other.right, 0);
      const down = Math.max(other.top - component.bottom, component.top - other.bottom, 0);
      const away = (across + 2 * down) / heightOf(other);
      if (down <= heightOf(other) && (!best || away < best.away)) best = { line, away };
    }
  }
  return best?.line as Component[] | undefined;
}

/** Whether small ink lies above or below the digits around it, as what is left of a printed line or of other lines' strokes does. */
function isStray(component: Component, line: readonly Component[], height: number): boolean {
  const { left, right, top, bottom } = component;
  const away = ({ left: start, right: end }: Box) => Math.max(start - right, left - end, 0);
  const tall = line.filter((component) => heightOf(component) >= TALL * height);
  if (tall.some((digit) => isBarOf(component, digit, height))) return false;
  const nearest = Math.min(...tall.map(away));
  const around = tall.filter((component) => away(component) <= nearest + height);
  const [above, below] = [Math.min(...around.map((component) => component.top)), Math.max(...around.map((component) => component.bottom))];
  if (bottom <= above + 0.05 * height || top >= below + 0.1 * height) return true;
  const isFlat = bottom - top < 0.25 * (right - left);
  return isFlat && (bottom < above + 0.15 * height || top > below - 0.1 * height);
}

/** How far the bar of a 5 may stand apart from it, in heights of a digit. */
const LOOSE = 0.25;

/** Whether a flat stroke is the bar of a 5 that the pen set down anew: at the top of what is below it, where a 5 has its corner, and to the right. */
function isBarOf(bar: Component, digit: Component, height: number): boolean {
  const width = bar.right - bar.left;
  const isFlat = heightOf(bar) < 0.7 * width && width >= 0.2 * height && width <= 1.1 * height;
  const middle = (digit.left + digit.right) / 2;
  const isBeside = bar.left >= digit.left - LOOSE * height && bar.left <= middle + 0.1 * height && bar.right > middle;
  const isOnTop = bar.bottom >= digit.top - LOOSE * height && bar.bottom <= digit.top + LOOSE * height;
  return isFlat && isBeside && isOnTop && digit.bottom - bar.top <= 1.15 * height && strokeWidth(bar) >= 0.6 * strokeWidth(digit);
}

/** A line that lies mostly above another comes first; among those at one height the left one. */
export function inReadingOrder(lines: readonly TextLine[]): TextLine[] {
  const rows: TextLine[][] = [];
  for (const line of [...lines].sort((one, other) => one.box.top + one.box.bottom - other.box.top - other.box.bottom)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && (line.box.top + line.box.bottom) / 2 < first.box.bottom - 0.25 * heightOf(first.box)) row.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => row.sort((one, other) => one.box.left - other.box.left));
}
