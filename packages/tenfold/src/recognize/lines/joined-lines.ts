import { around, type Box, sharedHeight } from "../../image/geometry/box.js";
import type { Component } from "../../image/ink/connected-components.js";
import { inReadingOrder, type TextLine, usualHeight } from "./text-lines.js";

/** Tall ink of two lines stands in one where it shares this part of the lower one's height, */
const SHARED = 0.25;
/** no more than so many heights apart. */
const APART = 1.5;
/** What is lower than this share of its line's height says nothing about where the line runs. */
const TALL = 0.55;
/** Writing far smaller than that of the other line is another's: print, a note. */
const LIKE = 0.45;

/**
 * The lines of a field, which is written in one: those whose ink stands beside each other are joined, as the loose stroke of an open 4 or the
 * parts of a line that climbs; what lies plainly above or below stays a line of its own.
 */
export function joinedLines(lines: readonly TextLine[]): TextLine[] {
  const left = [...lines];
  for (let joined = true; joined; ) {
    joined = false;
    for (let one = 0; one < left.length && !joined; one++) {
      for (let other = one + 1; other < left.length && !joined; other++) {
        const [first, second] = [left[one] as TextLine, left[other] as TextLine];
        if (!areOne(first, second)) continue;
        left.splice(other, 1);
        left[one] = lineOf([...first.components, ...second.components]);
        joined = true;
      }
    }
  }
  return inReadingOrder(left);
}

function areOne(one: TextLine, other: TextLine): boolean {
  const [lower, higher] = [Math.min(one.height, other.height), Math.max(one.height, other.height)];
  if (lower < LIKE * higher) return false;
  return tallOf(one).some((first) => tallOf(other).some((second) => stand(first, second, higher)));
}

function stand(one: Box, other: Box, height: number): boolean {
  const gap = Math.max(one.left - other.right, other.left - one.right);
  return gap <= APART * height && sharedHeight(one, other) >= SHARED * Math.min(one.bottom - one.top, other.bottom - other.top);
}

function tallOf({ components, height }: TextLine): Component[] {
  return components.filter(({ top, bottom }) => bottom - top >= TALL * height);
}

function lineOf(components: readonly Component[]): TextLine {
  return { components, box: around(components), height: usualHeight(components) };
}
