import { type Box, centerOf, holdsPoint, sharedHeight, sharedWidth } from "../../image/geometry/box.js";
import type { Component } from "../../image/ink/connected-components.js";

/** Ink that reaches this far into two cells, in cells, is two digits that touch. */
const REACHES = 0.3;
/** A mark that is smaller than this share of its cell's height is dirt. */
const LEAST = 0.15;

/** Ink, and the box around it. */
export type CellInk = Pick<Component, keyof Box | "runs">;

/**
 * Which ink stands in which of a row's cells: where the middle of its box lies, as a digit may reach beyond its cell; but what joins the
 * digits of two cells is cut at their border.
 *
 * @param cells from left to right, in the pixels of the components
 * @returns one list a cell; empty where there is nothing but dirt
 */
export function cellMarks(components: readonly Component[], cells: readonly Box[]): CellInk[][] {
  const marks = cells.map((): CellInk[] => []);
  for (const component of components) {
    const reached = [...cells.keys()].filter((at) => reachInto(component, cells[at] as Box) >= REACHES);
    const middle = centerOf(component);
    const home = cells.findIndex((cell) => holdsPoint(cell, middle));
    if (reached.length < 2) {
      marks[home]?.push(component);
      continue;
    }
    for (const [nth, at] of reached.entries()) {
      const [before, after] = [cells[reached[nth - 1] ?? -1], cells[reached[nth + 1] ?? -1]];
      const own = cells[at] as Box;
      const from = before ? Math.round((before.right + own.left) / 2) : component.left;
      const to = after ? Math.round((own.right + after.left) / 2) : component.right;
      const part = between(component, from, to);
      if (part) marks[at]?.push(part);
    }
  }
  return marks.map((own, at) => {
    const { top, bottom } = cells[at] as Box;
    return own.some((one) => Math.max(one.bottom - one.top, one.right - one.left) >= LEAST * (bottom - top)) ? own : [];
  });
}

/** How much of a cell's width ink covers that stands at the cell's height. */
function reachInto(ink: Box, cell: Box): number {
  return sharedHeight(ink, cell) <= 0 ? 0 : sharedWidth(ink, cell) / (cell.right - cell.left);
}

/** The ink between two columns. */
function between({ runs }: CellInk, from: number, to: number): CellInk | undefined {
  const kept: number[] = [];
  let [left, top, right, bottom] = [to, Number.POSITIVE_INFINITY, from, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < runs.length; at += 3) {
    const [row = 0, first = 0, last = 0] = [runs[at], Math.max(runs[at + 1] ?? 0, from), Math.min(runs[at + 2] ?? 0, to)];
    if (first >= last) continue;
    kept.push(row, first, last);
    [left, right] = [Math.min(left, first), Math.max(right, last)];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row + 1)];
  }
  return kept.length > 0 ? { left, top, right, bottom, runs: Int32Array.from(kept) } : undefined;
}
