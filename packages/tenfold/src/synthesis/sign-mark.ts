import type { Rng } from "../engine/rng.js";
import { drawSegment } from "../image/pen.js";
import { between, normal } from "./draws.js";
import type { Hand } from "./hand.js";
import type { Mark } from "./mark.js";
import { trimmed } from "./paper.js";

/** What people write between digits, before them and behind them; "~" is a flourish. */
export type Sign = "." | "," | "-" | "=" | "/" | "x" | "#" | "$" | "(" | "~";

/** A straight line, in heights of a digit: from x and y to x and y, y downward. */
type Line = readonly [number, number, number, number];

/** A sign, as lines of the hand's pen. */
export function signMark(random: Rng, sign: Sign, { height, pen, slant }: Hand): Mark {
  const radius = (sign === "." ? 1.3 : 1) * pen * height;
  const side = Math.ceil(4 * height);
  const ink = { pixels: new Uint8Array(side * side), height: side, width: side };
  for (const line of linesOf(random, sign, slant)) {
    const [x0, y0, x1, y1] = line.map((place) => place * height + side / 2) as unknown as Line;
    drawSegment(ink.pixels, ink, [x0, y0, x1, y1], radius);
  }
  return { text: sign, ink: trimmed(ink), lift: (LIFT[sign] + 0.05 * normal(random)) * height };
}

/** How far below the line a sign's foot lies. */
const LIFT: Readonly<Record<Sign, number>> = {
  ".": 0,
  ",": 0.12,
  "-": -0.4,
  "=": -0.3,
  "/": 0.15,
  x: -0.3,
  "#": -0.1,
  $: 0.1,
  "(": 0,
  "~": -0.3,
};

function linesOf(random: Rng, sign: Sign, slant: number): Line[] {
  const some = (from: number, to: number) => between(random, from, to);
  const about = (size: number) => size * normal(random);
  switch (sign) {
    case ".":
      return [[0, 0, about(0.04), about(0.04)]];
    case ",":
      return [[0, 0, -some(0.05, 0.15) - 0.2 * slant, some(0.15, 0.3)]];
    case "-":
      return [[0, 0, some(0.3, 0.7), about(0.06)]];
    case "=":
      return [0, 0.22].map((y): Line => [0, y, some(0.35, 0.6), y + about(0.05)]);
    case "/":
      return [
        [0, 0, some(0.15, 0.4), -0.4],
        [0, 0, -some(0.15, 0.5), some(0.3, 0.6)],
      ];
    case "~":
      return [[0, 0, some(0.6, 1.6), some(-0.4, 0.2)]];
    case "(":
      return [
        [0, -0.4, -0.12, 0],
        [-0.12, 0, 0, 0.4],
      ];
    case "x": {
      const r = some(0.12, 0.25);
      return [
        [-r, -r, r, r],
        [-r, r, r, -r],
      ];
    }
    case "#":
      return [-0.12, 0.12].flatMap((at): Line[] => [
        [-0.3, at, 0.3, at],
        [at, -0.3, at, 0.3],
      ]);
    case "$":
      return [
        [0.3, -0.3, -0.18, -0.24],
        [-0.18, -0.24, -0.15, -0.05],
        [-0.15, -0.05, 0.3, 0.1],
        [0.3, 0.1, 0.21, 0.3],
        [0.21, 0.3, -0.3, 0.3],
        [0, -0.45, 0, 0.45],
      ];
  }
}
