import { around, type Box } from "../../image/geometry/box.js";
import type { Size } from "../../image/geometry/size.js";
import type { Component } from "../../image/ink/connected-components.js";
import { mean } from "../../mean.js";

/** What is left of a neighbor's digit is no wider than this share of the height of what is written in the field, */
const NARROW = 0.4;
/** and stands so far apart from it. */
const APART = 0.12;
/** Above and below what is written there is paper, at least this share of its height: else the picture is cut to its ink. */
const PAPER = 0.06;

/** What the cut went through shows paper beyond it in fewer of its rows; a stroke that only grazes the edge is there whole. */
const GRAZES = 0.5;
/** From this share of the height of what is written on a stroke may be a digit, */
const HIGH = 0.6;
/** where it bends by no more than this share of its own height, as what is left of a 0 or a 3 does. */
const BENDS = 0.15;

/** What runs along this share of an edge, no deeper than this share of the picture, is no writing, */
const [ALONG, DEEP] = [0.9, 0.25];
/** where there is writing beside it: so large a part of its ink, with paper above and below as high as itself. */
const WRITTEN = 0.07;

/** Ink of a cut-out field, and what was left out of it. */
export interface FieldStrokes {
  readonly components: readonly Component[];
  /** Of what was left out that which may be a digit of the field all the same: strokes that are there whole, as a 1 that stands close to the edge. */
  readonly perhaps: readonly Component[];
}

/**
 * The ink of a cut-out field without that of its neighbors that the cut went through: narrow, at the left or right edge, apart from the rest. In a
 * picture that is cut to its ink all touches the edges, and all of it stays.
 */
export function withoutCutOff(components: readonly Component[], size: Size): FieldStrokes {
  return withoutNeighbors(withoutGutter(components, size), size);
}

/**
 * Without what is left of a gutter or a frame along the picture's left or right edge, and what lies within it: it runs from top to bottom, far
 * higher than what is written inside, which has paper above and below.
 */
function withoutGutter(components: readonly Component[], { height, width }: Size): readonly Component[] {
  const isAtEdge = ({ left, right }: Box) => left <= 1 || right >= width - 1;
  const isAlong = ({ left, top, right, bottom }: Box) => bottom - top >= ALONG * height && right - left <= DEEP * width;
  const strips = components.filter((component) => isAtEdge(component) && isAlong(component));
  const isInStrip = ({ left, right }: Box) => strips.some((strip) => left >= strip.left && right <= strip.right);
  const inside = components.filter((component) => !isInStrip(component));
  if (strips.length === 0 || areaOf(inside) < WRITTEN * areaOf(strips)) return components;
  const { top, bottom } = around(inside);
  return Math.min(top, height - bottom) >= bottom - top ? inside : components;
}

function areaOf(components: readonly Component[]): number {
  return components.reduce((sum, { area }) => sum + area, 0);
}

function withoutNeighbors(components: readonly Component[], size: Size): FieldStrokes {
  const all = { components, perhaps: [] };
  const touches = ({ left, right }: Box) => left <= 1 || right >= size.width - 1;
  const inside = components.filter((component) => !touches(component));
  const tallest = inside.reduce((most, { top, bottom }) => Math.max(most, bottom - top), 0);
  const written = inside.filter(({ top, bottom }) => bottom - top >= 0.5 * tallest);
  if (written.length === 0) return all;
  const box = around(written);
  const height = box.bottom - box.top;
  if (box.top < PAPER * height || size.height - box.bottom < PAPER * height) return all;
  const isCutOff = (one: Component) =>
    touches(one) && one.right - one.left <= NARROW * tallest && Math.max(box.left - one.right, one.left - box.right) >= APART * tallest;
  const isPerhaps = (one: Component) => one.bottom - one.top >= HIGH * tallest && isWholeStroke(one, size);
  return {
    components: components.filter((component) => !isCutOff(component)),
    perhaps: components.filter((component) => isCutOff(component) && isPerhaps(component)),
  };
}

/** Whether ink at an edge is a straight stroke that the cut did not go through. */
function isWholeStroke({ runs, top, bottom }: Component, { width }: Size): boolean {
  const rows = Array.from({ length: bottom - top }, () => ({ from: Infinity, to: 0 }));
  for (let at = 0; at < runs.length; at += 3) {
    const row = rows[(runs[at] as number) - top] as { from: number; to: number };
    row.from = Math.min(row.from, runs[at + 1] as number);
    row.to = Math.max(row.to, runs[at + 2] as number);
  }
  const cut = rows.filter(({ from, to }) => from <= 0 || to >= width).length;
  const middles = rows.map(({ from, to }) => (from + to) / 2);
  const [first, last] = [mean(middles.slice(0, 2)), mean(middles.slice(-2))];
  const bend = middles.reduce((most, middle, at) => Math.max(most, Math.abs(middle - first - ((last - first) * at) / rows.length)), 0);
  return cut <= GRAZES * rows.length && bend <= BENDS * rows.length;
}
