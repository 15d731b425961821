import type { Gray } from "../basics/picture.js";
import { connectedComponents } from "../ink/connected-components.js";
import { thresholded } from "../ink/thresholded.js";
import { type Bow, heightAt } from "./bow.js";

/** A mark in an upright grid: where its middle lies along the rows and down, and how high it is. */
export interface PlacedMark {
  readonly along: number;
  readonly down: number;
  readonly height: number;
  /** The longer of its sides. */
  readonly longest: number;
}

/** How marks stand in the rows of a grid. */
export interface MarksInRows {
  /** The marks that are large enough to be written in a row. */
  readonly count: number;
  /** The share of them that stand in the middle of a row, no higher than it: half of them do by chance. */
  readonly central: number;
  /** The share of the rows that have such a mark. */
  readonly rows: number;
}

/** What takes so much of the light, of 255, is a mark and no faint line. */
const DARK = 50;
/** A mark has so many pixels. */
const LEAST_AREA = 10;
/** A mark whose longer side is less than this share of its row is dirt, one so many times as high a part of the grid's frame. */
const [LEAST, FRAME] = [0.3, 2.5];
/** So far from the middle of its row at most, as a share of it, a mark is in the middle. */
const CENTRAL = 0.25;

/** @param ink of an upright grid, 255 for what takes all of the light */
export function placedMarks(ink: Gray): PlacedMark[] {
  return connectedComponents(thresholded(ink, DARK))
    .filter(({ area }) => area >= LEAST_AREA)
    .map(({ left, right, top, bottom }) => ({
      along: (left + right) / 2,
      down: (top + bottom) / 2,
      height: bottom - top,
      longest: Math.max(bottom - top, right - left),
    }));
}

/** The same marks where rows are columns. */
export function transposedMarks(ink: Gray): PlacedMark[] {
  return connectedComponents(thresholded(ink, DARK))
    .filter(({ area }) => area >= LEAST_AREA)
    .map(({ left, right, top, bottom }) => ({
      along: (top + bottom) / 2,
      down: (left + right) / 2,
      height: right - left,
      longest: Math.max(bottom - top, right - left),
    }));
}

/**
 * How marks stand between the lines of a grid: where the lines are the right ones, nearly all in the middle of a row.
 *
 * @param lines from the upper edge to the lower one
 */
export function marksInRows(marks: readonly PlacedMark[], lines: readonly Bow[]): MarksInRows {
  const inked = new Set<number>();
  let [count, central] = [0, 0];
  for (const { along, down, height, longest } of marks) {
    const places = lines.map((line) => heightAt(line, along));
    const row = places.findLastIndex((place) => place <= down);
    if (row < 0 || row >= lines.length - 1) continue;
    const [top, bottom] = [places[row] as number, places[row + 1] as number];
    if (longest < LEAST * (bottom - top) || height > FRAME * (bottom - top)) continue;
    count++;
    if (height > bottom - top) continue;
    inked.add(row);
    if (Math.abs((down - top) / (bottom - top) - 0.5) < CENTRAL) central++;
  }
  return { count, central: count > 0 ? central / count : 0, rows: inked.size / (lines.length - 1) };
}
