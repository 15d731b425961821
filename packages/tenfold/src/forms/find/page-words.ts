// Words of a page: connected components grouped by single linkage, those of one size alone, so that large writing beside small print stays apart.

import { around, type Box, centerOf, holdsPoint, sharedHeight } from "../../image/geometry/box.js";
import type { Size } from "../../image/geometry/size.js";
import { type Component, penWidth } from "../../image/ink/connected-components.js";
import { mean } from "../../mean.js";
import { lowerMedian, median } from "../../median.js";

/** Ink that stands together on one line. */
export interface PageWord extends Box {
  /** How high its signs are, in pixels: the median of those that are no point, comma or dash. */
  readonly height: number;
  /** How many of these there are. */
  readonly count: number;
  /** All of its ink, from left to right. */
  readonly signs: readonly Box[];
  /**
   * How unevenly their tops and feet stand about straight lines, in heights: print stands within 0.05, whatever its size; what a hand writes
   * seldom within 0.08. 1 where there are too few to tell.
   */
  readonly uneven: number;
  /** How thick its strokes are, in heights. */
  readonly pen: number;
}

/** Of the page's longer side: what is lower is print too small to read or dirt, what is higher a picture. */
const [LOWEST, HIGHEST] = [0.006, 0.12];
/** Signs of one word stand no further apart than so many heights of the lower one that is no point or dash, */
const GAP = 0.65;
/** share so much of the lower one's height, */
const SHARED = 0.45;
/** and differ in height by no more than this factor. */
const ALIKE = 1.8;
/** What is lower than this share of a word's height is a point, a comma or a dash, */
const SMALL = 0.5;
/** and what is more than so many times as high is ink of several lines. */
const HIGH = 2.6;

/**
 * The words of a page, in no order.
 *
 * @param frames printed boxes, the smallest first: no word is partly inside of one
 */
export function pageWords(components: readonly Component[], { height, width }: Size, frames: readonly Box[]): PageWord[] {
  const side = Math.max(height, width);
  const signs = components.filter(({ top, bottom }) => bottom - top >= LOWEST * side && bottom - top <= HIGHEST * side);
  const frameOf = (sign: Box) => frames.find((frame) => holdsPoint(frame, centerOf(sign)));
  const groups = [...groupedBy(signs, frameOf).values()].flatMap(grouped);
  const known = new Set(signs);
  for (const small of components) {
    if (known.has(small)) continue;
    const near = groups.find((group) => isPartOf(small, around(group)) && frameOf(group[0] as Component) === frameOf(small));
    near?.push(small);
  }
  return withoutStray(groups).map(wordOf);
}

/** Points, commas and dashes that stand by themselves go to the word that they stand in. */
function withoutStray(groups: readonly Component[][]): Component[][] {
  const words = groups
    .filter(({ length }) => length > 1)
    .map((group) => ({ group, box: around(group), height: lowerMedian(group.map(heightOf)) ?? 0 }));
  const isStray = (group: Component[]) => {
    const [sign] = group;
    if (group.length > 1 || !sign) return false;
    const home = words.find(({ box, height }) => heightOf(sign) < SMALL * height && isPartOf(sign, box));
    home?.group.push(sign);
    return home !== undefined;
  };
  return groups.filter((group) => !isStray(group));
}

function heightOf({ top, bottom }: Box): number {
  return bottom - top;
}

function groupedBy<Key>(signs: readonly Component[], keyOf: (sign: Component) => Key): Map<Key, Component[]> {
  const groups = new Map<Key, Component[]>();
  for (const sign of signs) groups.set(keyOf(sign), [...(groups.get(keyOf(sign)) ?? []), sign]);
  return groups;
}

/** Signs that stand beside each other in chains, from left to right. */
function grouped(signs: readonly Component[]): Component[][] {
  const groups: Component[][] = [];
  for (const sign of [...signs].sort((one, other) => one.left - other.left)) {
    const joined = groups.filter((group) => group.slice(-3).some((other) => areBeside(other, sign)));
    const [first, ...others] = joined;
    if (!first) groups.push([sign]);
    else {
      for (const other of others) {
        first.push(...other);
        groups.splice(groups.indexOf(other), 1);
      }
      first.push(sign);
      first.sort((one, other) => one.left - other.left);
    }
  }
  return groups;
}

function areBeside(one: Box, other: Box): boolean {
  const [first, second] = [one.bottom - one.top, other.bottom - other.top];
  const [low, high] = [Math.min(first, second), Math.max(first, second)];
  const gap = Math.max(other.left - one.right, one.left - other.right);
  return (
    gap <= GAP * (low < SMALL * high ? high : low) &&
    sharedHeight(one, other) >= SHARED * low &&
    high <= (low < SMALL * high ? HIGH : ALIKE) * low
  );
}

/** Whether small ink stands in a word, or close behind it. */
function isPartOf(small: Box, word: Box): boolean {
  const height = word.bottom - word.top;
  const away = Math.max(small.left - word.right, word.left - small.right);
  return away <= 0.4 * height && small.top >= word.top - 0.1 * height && small.bottom <= word.bottom + 0.3 * height;
}

function wordOf(signs: readonly Component[]): PageWord {
  const height = median(signs.map(({ top, bottom }) => bottom - top).filter((one, _, all) => one >= SMALL * Math.max(...all))) ?? 0;
  const inOrder = [...signs].sort((one, other) => one.left - other.left);
  const tall = inOrder.filter(({ top, bottom }) => bottom - top >= SMALL * height);
  return {
    ...around(signs),
    signs: inOrder,
    height,
    count: tall.length,
    uneven: unevenness(tall, height),
    pen: penWidth(signs) / Math.max(1, height),
  };
}

/** The mean distance of tops and of feet from lines fitted to them, the smaller of both: print has letters with and without ascenders. */
function unevenness(signs: readonly Box[], height: number): number {
  if (signs.length < 3) return 1;
  const off = (edge: (box: Box) => number) => {
    const places = signs.map((box) => [(box.left + box.right) / 2, edge(box)] as const);
    const [x, y] = [mean(places.map(([x]) => x)), mean(places.map(([, y]) => y))];
    const spread = places.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
    const slope = spread === 0 ? 0 : places.reduce((sum, [at, edge]) => sum + (at - x) * (edge - y), 0) / spread;
    return mean(places.map(([at, edge]) => Math.abs(edge - y - slope * (at - x))));
  };
  return (
    Math.min(
      off(({ top }) => top),
      off(({ bottom }) => bottom),
    ) / height
  );
}
