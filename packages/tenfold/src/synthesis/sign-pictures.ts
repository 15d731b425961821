import type { Rng } from "../engine/rng.js";
import type { Gray } from "../image/basics/picture.js";
import type { Box } from "../image/geometry/box.js";
import { chosen } from "./draws.js";
import { drawHand } from "./strings/hand.js";
import { type Sign, signMark } from "./strings/sign-mark.js";

/** A sign as some hand draws it. */
export interface SignPicture {
  readonly sign: Sign;
  /** Cut to its ink, which is 255. */
  readonly ink: Gray;
}

/**
 * Signs whose picture alone, brought to one size, says what they are. A comma is a 1 then; a stroke is one as well unless it leans far, and
 * is drawn a third as often, since in a cell or on a pad it is rare beside ones.
 */
const DRAWN: readonly Sign[] = [...".-=()$x+#*".repeat(3), "/"] as Sign[];

/** How wide some signs are at least and at most beside their height, so that they are not taken for a 1, or a point for a dash. */
const WIDTHS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  "/": [0.6, 4],
  "(": [0.28, 4],
  ")": [0.28, 4],
  ".": [0.6, 1.6],
};

/** Whether a sign is as slim as another: a picture of it alone, brought to one size, cannot be told apart. */
export function isAlike(sign: string, { left, top, right, bottom }: Box): boolean {
  const [least, most] = WIDTHS[sign] ?? [0, Number.POSITIVE_INFINITY];
  const [width, height] = [right - left, bottom - top];
  return width < least * height || width > most * height;
}

/** One of the signs that a picture alone tells, in another hand each time. */
export function signPicture(random: Rng): SignPicture {
  for (;;) {
    const sign = chosen(random, DRAWN);
    const { ink } = signMark(random, sign, drawHand(random));
    if (!isAlike(sign, { left: 0, top: 0, right: ink.width, bottom: ink.height })) return { sign, ink };
  }
}
