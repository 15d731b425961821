import type { Component } from "../ink/connected-components.js";
import type { RulingLine } from "./ruling-lines.js";

/** How far beside a line its remains may lie, in pixels: its soft edge and the roughness of print. */
const EDGE = 2;

/**
 * Whether ink is what is left of a ruling line that was taken away: all of it lies where the line ran. What is written goes above or below a line,
 * even a point that stands on one.
 */
export function isRulingRemains({ left, right, top, bottom }: Component, lines: readonly RulingLine[]): boolean {
  return lines.some(({ direction, from, middle, thickness }) => {
    const [start, end, first, last] = direction === "horizontal" ? [left, right, top, bottom] : [top, bottom, left, right];
    if (end <= from || start >= from + middle.length) return false;
    const center = middle[Math.min(Math.max((start + end) >> 1, from), from + middle.length - 1) - from] as number;
    const half = thickness / 2 + EDGE;
    return first >= center - half && last <= center + half;
  });
}
