import type { Rng } from "../../engine/rng.js";
import type { Gray } from "../../image/basics/picture.js";
import { between, chance, triangular } from "../draws.js";
import type { Hand } from "./hand.js";
import { isDigit, type MarkOnSheet, type WrittenMark } from "./written-mark.js";

/** Each mark beside the one before: as near as the hand's gap at their nearest rows, and higher the further a climbing line has come. */
export function placeMarks(random: Rng, marks: readonly WrittenMark[], hand: Hand): MarkOnSheet[] {
  const placed: MarkOnSheet[] = [];
  const near = Math.round(0.15 * hand.height);
  for (const mark of marks) {
    const top = Math.round(mark.lift - mark.ink.height - hand.climb * (placed.at(-1)?.left ?? 0));
    const before = placed.slice(-2);
    const gap = gapBefore(random, mark, placed.at(-1), hand) * hand.height;
    const left = Math.max(
      0,
      ...before.map((other) => pushed(other, mark.ink, top, near) + gap),
      ...before.map((other) => other.left + 0.5 * Math.min(other.ink.width, mark.ink.width)),
      ...before.map((other) => other.left + 0.5 * (other.ink.width - mark.ink.width) + 1), // a point under a slanted digit still stands behind it
    );
    placed.push({ ...mark, left: Math.round(left), top });
  }
  return placed;
}

/** In heights of a digit. A point that touched a digit would be seen by nobody; zeros are written into each other. */
function gapBefore(random: Rng, mark: WrittenMark, before: WrittenMark | undefined, { gap, touching, joinsZeros }: Hand): number {
  const { room = 0, text } = mark;
  if (text === "0" && before?.text === "0" && chance(random, 0.4 * joinsZeros)) return between(random, -0.2, 0.02);
  if (room === 0 && text !== "." && text !== "," && chance(random, touching)) return between(random, -0.1, 0.03);
  return room + (isDigit(mark) ? gap * (1 + 0.5 * triangular(random)) : between(random, 0.03, 0.3));
}

/** How far right ink must begin so that none of its rows comes before the end of one at most `near` rows away. */
function pushed(other: MarkOnSheet, ink: Gray, top: number, near: number): number {
  const ends = Array.from({ length: other.ink.height }, (_, row) => extentOf(other.ink, row)?.end);
  let left = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < ink.height; row++) {
    const start = extentOf(ink, row)?.start;
    if (start === undefined) continue;
    const beside = row + top - other.top;
    for (const end of ends.slice(Math.max(0, beside - near), Math.max(0, beside + near + 1))) {
      if (end !== undefined) left = Math.max(left, other.left + end - start);
    }
  }
  return left;
}

/** Where the ink of a row begins, and the column behind its last. */
export function extentOf({ pixels, width }: Gray, row: number): { readonly start: number; readonly end: number } | undefined {
  const shades = pixels.subarray(row * width, (row + 1) * width);
  const start = shades.findIndex((shade) => shade >= 128);
  return start < 0 ? undefined : { start, end: shades.findLastIndex((shade) => shade >= 128) + 1 };
}
