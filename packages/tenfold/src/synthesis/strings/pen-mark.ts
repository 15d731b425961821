import { drawSegment } from "../../image/digit/pen.js";
import { trimmed } from "../paper.js";
import type { Hand } from "./hand.js";
import type { WrittenMark } from "./written-mark.js";

/** A place in heights of a digit, y downward. */
export type Place = readonly [x: number, y: number];

/** A line through places, as a pen draws it without leaving the paper. */
export type PenLine = readonly Place[];

export interface PenMark {
  /** What it stands for. */
  readonly text: string;
  readonly lines: readonly PenLine[];
  /** How far its foot lies below the line that digits stand on, in heights of a digit. */
  readonly lift: number;
  /** How thick the pen is beside the hand's; 1 unless told. */
  readonly thick?: number;
}

/** A mark that a hand draws with its pen, line by line. */
export function penMark({ text, lines, lift, thick = 1 }: PenMark, { height, pen }: Hand): WrittenMark {
  const side = Math.ceil(4 * height);
  const ink = { pixels: new Uint8Array(side * side), height: side, width: side };
  const at = (place: number) => place * height + side / 2;
  for (const line of lines) {
    for (const [index, [x, y]] of line.entries()) {
      const [toX, toY] = line[index + 1] ?? (line.length === 1 ? [x, y] : []);
      if (toX === undefined || toY === undefined) continue;
      drawSegment(ink.pixels, ink, [at(x), at(y), at(toX), at(toY)], thick * pen * height);
    }
  }
  return { text, ink: trimmed(ink), lift: lift * height };
}

/** The same lines slanted: what lies higher lies further to the right. */
export function slantedLines(lines: readonly PenLine[], slant: number): PenLine[] {
  return lines.map((line) => line.map(([x, y]): Place => [x - slant * y, y]));
}
