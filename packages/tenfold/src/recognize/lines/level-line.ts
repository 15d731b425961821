import type { Gray } from "../../image/basics/picture.js";
import { rectify } from "../../image/basics/rectify.js";
import { apply, type Transform } from "../../image/geometry/transform.js";
import type { Component } from "../../image/ink/connected-components.js";
import { histogram, quantile } from "../../image/ink/histogram.js";

/** Ink so many times as long as wide, that climbs or falls by so many degrees, is a slanted line; shorter ink must be steeper. */
const LONG = { stretch: 2.2, degrees: 8 };
const SHORT = { stretch: 1.6, degrees: 15 };
/** Components of so large a part of the largest one's height may be digits. Fewer than three of them tell nothing: a 9 stands lower than a 0 beside it. */
const [LIKE, FEWEST] = [0.5, 3];
/** Ink of less than this share of the largest component's is a point or a speck, and tells nothing about where a line runs. */
const SPECK = 0.2;
/** Ink that hangs together is a line of several digits where it is so many times as long as wide; shorter it may be one, as a 2 or a 7 that leans. */
const JOINED = 3;
/** Steeper than this is no line that somebody wrote. */
const STEEPEST = 45;

/** A long strip would become a square many times as large, in which nothing is level that was not before: it stays as it is. */
const MOST_LARGER = 4;
/** Pixels of a picture that may become so many times as large whatever its shape. */
const SMALL = 250_000;

/** A picture in which the line of writing is level, and the way back. */
export interface Leveled {
  readonly gray: Gray;
  readonly toSource: Transform;
}

/**
 * A picture turned such that its one line of writing is level.
 *
 * @param components of its ink
 * @returns nothing where the line is about level, nothing tells how it runs, or the picture is too long a strip
 */
export function leveledLine(gray: Gray, components: readonly Component[]): Leveled | undefined {
  const degrees = lineSkew(components);
  return degrees === 0 ? undefined : turned(gray, (degrees * Math.PI) / 180);
}

/** By how many degrees a line falls to the right (negative: climbs), by the principal axis of its ink; 0 where it is about level. */
export function lineSkew(components: readonly Component[]): number {
  const largest = components.reduce((most, { area }) => Math.max(most, area), 0);
  const { degrees, stretch } = axisOf(components);
  const joined = Math.min(stretch, axisOf(components.filter(({ area }) => area >= SPECK * largest)).stretch);
  if (digitsAmong(components) < FEWEST && joined < JOINED) return 0;
  const isSlanted = [LONG, SHORT].some((least) => stretch >= least.stretch && Math.abs(degrees) >= least.degrees);
  return isSlanted && Math.abs(degrees) <= STEEPEST ? degrees : 0;
}

/** How many components may be digits: high as the others, and no dashes. */
function digitsAmong(components: readonly Component[]): number {
  const tallest = components.reduce((most, { top, bottom }) => Math.max(most, bottom - top), 0);
  return components.filter(({ left, top, right, bottom }) => bottom - top >= Math.max(LIKE * tallest, LIKE * (right - left))).length;
}

/** The principal axis of ink: its direction, and how many times as long as wide the ink is about it. */
function axisOf(components: readonly Component[]): { readonly degrees: number; readonly stretch: number } {
  let [count, x, y, xx, xy, yy] = [0, 0, 0, 0, 0, 0];
  for (const { runs } of components) {
    for (let at = 0; at < runs.length; at += 3) {
      const [row, length] = [runs[at] as number, (runs[at + 2] as number) - (runs[at + 1] as number)];
      const middle = ((runs[at + 1] as number) + (runs[at + 2] as number)) / 2;
      count += length;
      x += length * middle;
      y += length * row;
      xx += length * (middle * middle + (length * length) / 12);
      xy += length * middle * row;
      yy += length * row * row;
    }
  }
  if (count === 0) return { degrees: 0, stretch: 1 };
  const [a, b, c] = [xx / count - (x / count) ** 2, xy / count - (x * y) / count ** 2, yy / count - (y / count) ** 2];
  const spread = Math.hypot(a - c, 2 * b);
  const stretch = Math.sqrt((a + c + spread) / Math.max(a + c - spread, 1e-9));
  return { degrees: (Math.atan2(2 * b, a - c) * 90) / Math.PI, stretch };
}

/** Turned about the middle, whole; paper beyond the edges. */
function turned(gray: Gray, angle: number): Leveled | undefined {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const height = Math.ceil(gray.width * Math.abs(sin) + gray.height * cos);
  const width = Math.ceil(gray.width * cos + gray.height * Math.abs(sin));
  if (height * width > MOST_LARGER * Math.max(gray.height * gray.width, SMALL)) return undefined;
  const [x, y] = apply([cos, -sin, 0, sin, cos, 0, 0, 0, 1], [width / 2, height / 2]);
  const toSource: Transform = [cos, -sin, gray.width / 2 - x, sin, cos, gray.height / 2 - y, 0, 0, 1];
  return { gray: rectify(gray, toSource, { height, width }, quantile(histogram(gray.pixels), 0.5)), toSource };
}
