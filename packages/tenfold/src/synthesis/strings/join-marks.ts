import type { Rng } from "../../engine/rng.js";
import type { Gray } from "../../image/basics/picture.js";
import { drawSegment } from "../../image/digit/pen.js";
import { between, chance } from "../draws.js";
import type { Hand } from "./hand.js";
import { extentOf } from "./place-marks.js";
import { isDigit, type MarkOnSheet } from "./written-mark.js";

/** How far apart digits are that a stroke still joins, in heights. */
const FURTHEST = 0.6;
/** Straight pieces that a bow is drawn in. */
const PIECES = 12;

/** Draws the strokes that lead from a digit to the next where the pen did not leave the paper, as many do between zeros. */
export function joinMarks(random: Rng, sheet: Gray, placed: readonly MarkOnSheet[], hand: Hand): void {
  for (const [at, mark] of placed.entries()) {
    const before = placed[at - 1];
    if (!before || !isDigit(before) || !isDigit(mark)) continue;
    const areZeros = before.text === "0" && mark.text === "0";
    if (!chance(random, areZeros ? Math.max(hand.joins, hand.joinsZeros) : 0.4 * hand.joins)) continue;
    const isHigh = before.text === "0" || chance(random, 0.3); // a zero ends at its top
    const from = edgeOf(random, before, "end", isHigh);
    const to = edgeOf(random, mark, "start", chance(random, 0.7));
    if (from && to && to[0] - from[0] <= FURTHEST * hand.height) drawBow(random, sheet, from, to, hand);
  }
}

/** A point on a digit's right or left edge, in pixels of the sheet. */
function edgeOf(random: Rng, { ink, left, top }: MarkOnSheet, side: "start" | "end", isHigh: boolean): [number, number] | undefined {
  const [from, to] = isHigh ? [0, 0.35] : [0.2, 0.95];
  for (let tries = 0; tries < 6; tries++) {
    const row = Math.min(ink.height - 1, Math.floor(ink.height * between(random, from, to)));
    const extent = extentOf(ink, row);
    if (extent) return [left + extent[side], top + row + 0.5];
  }
  return undefined;
}

function drawBow(random: Rng, sheet: Gray, [x0, y0]: [number, number], [x1, y1]: [number, number], { height, pen }: Hand): void {
  const bow = 4 * between(random, -0.15, 0.2) * height;
  const radius = pen * height * between(random, 0.5, 1);
  const pointAt = (t: number) => [x0 + t * (x1 - x0), y0 + t * (y1 - y0) + t * (1 - t) * bow] as const;
  for (let piece = 0; piece < PIECES; piece++) {
    drawSegment(sheet.pixels, sheet, [...pointAt(piece / PIECES), ...pointAt((piece + 1) / PIECES)], radius);
  }
}
