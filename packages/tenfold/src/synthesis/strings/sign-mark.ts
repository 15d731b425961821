import type { Rng } from "../../engine/rng.js";
import { between, chance, triangular } from "../draws.js";
import { cosine, sine } from "../sine.js";
import { smooth } from "../smooth.js";
import type { Hand } from "./hand.js";
import { type PenLine, type Place, penMark, slantedLines } from "./pen-mark.js";
import type { WrittenMark } from "./written-mark.js";

/** What people write between digits, before them and behind them; "~" is a flourish. */
export type Sign = "." | "," | "-" | "=" | "/" | "x" | "#" | "$" | "(" | ")" | "+" | "*" | "~";

/** A sign, as lines of the hand's pen. */
export function signMark(random: Rng, sign: Sign, hand: Hand): WrittenMark {
  const lines = slantedLines(linesOf(random, sign), LEANING.includes(sign) ? hand.slant : 0);
  const lift = LIFT[sign] + 0.05 * triangular(random);
  return penMark({ text: sign, lines, lift, thick: sign === "." ? between(random, 1.1, 1.5) : 1 }, hand);
}

/** Those that lean as the hand's digits do. */
const LEANING = ",()$#";

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
  "(": 0.05,
  ")": 0.05,
  "+": -0.2,
  "*": -0.45,
  "~": -0.3,
};

function linesOf(random: Rng, sign: Sign): PenLine[] {
  const some = (from: number, to: number) => between(random, from, to);
  const about = (size: number) => size * triangular(random);
  switch (sign) {
    case ".": {
      const far = chance(random, 0.2) ? 0.12 : 0.04;
      return [line(0, 0, about(far), about(far))];
    }
    case ",":
      return [hooked(random, some(0.05, 0.15), some(0.15, 0.3))];
    case "-":
      return [across(random, some(0.25, 0.7))];
    case "=": {
      const [upper, lower, down] = [some(0.3, 0.65), some(0.3, 0.65), some(0.15, 0.28)];
      return [across(random, upper), across(random, lower).map(([x, y]): Place => [x + about(0.05), y + down])];
    }
    case "/": {
      const [above, below] = line(some(0.15, 0.4), -some(0.35, 0.5), -some(0.15, 0.5), some(0.3, 0.6));
      return [[above, [about(0.02), about(0.02)], below]];
    }
    case "~":
      return [waved(some(0.9, 1.8), some(0.08, 0.2))];
    case "(":
    case ")":
      return [bow(some(0.35, 0.65), (sign === "(" ? -1 : 1) * some(0.12, 0.3))];
    case "x": {
      const r = some(0.12, 0.28);
      const arm = (way: number): PenLine => {
        const [x, y] = [way * r * some(0.8, 1.2), r * some(0.8, 1.2)];
        return line(-x + about(0.03), -y, x, y);
      };
      return [arm(-1), arm(1)];
    }
    case "+": {
      const [wide, high] = [some(0.15, 0.3), some(0.15, 0.3)];
      return [line(-wide, about(0.06), wide, about(0.06)), line(about(0.05), -high, about(0.05), high)];
    }
    case "*": {
      const [r, turn, count] = [some(0.12, 0.25), some(0, 1), chance(random, 0.7) ? 3 : 4];
      return Array.from({ length: count }, (_, at): PenLine => {
        const angle = (Math.PI * (at + turn)) / count;
        const [x, y] = [r * cosine(angle), r * sine(angle)];
        return line(-x, -y, x, y);
      });
    }
    case "#": {
      const [r, apart] = [some(0.22, 0.36), some(0.08, 0.15)];
      return [-apart, apart].flatMap((at) => [line(-r, at + about(0.04), r, at + about(0.04)), line(at, -r, at, r)]);
    }
    case "$":
      return dollar(random);
  }
}

/** A straight stroke from one place to another. */
function line(x0: number, y0: number, x1: number, y1: number): readonly [Place, Place] {
  return [
    [x0, y0],
    [x1, y1],
  ];
}

/** A stroke from left to right, about level. */
function across(random: Rng, length: number): PenLine {
  const sag = 0.03 * triangular(random);
  return [
    [0, 0],
    [length / 2, sag],
    [length, 0.08 * triangular(random)],
  ];
}

/** A flourish: far longer than a dash, and waved. */
function waved(length: number, swing: number): PenLine {
  return Array.from({ length: 13 }, (_, at): Place => [(length * at) / 12, swing * sine((2 * Math.PI * at) / 12)]);
}

/** Downward and to the left, straight or with a hook. */
function hooked(random: Rng, left: number, down: number): PenLine {
  const bend = chance(random, 0.5) ? 0.06 : 0;
  return [
    [0, 0],
    [-left / 2 + bend, down / 2],
    [-left, down],
  ];
}

/** A bracket, so high above and below its middle, and bent so far. */
function bow(half: number, bend: number): PenLine {
  return [-1, -0.75, -0.4, 0, 0.4, 0.75, 1].map((at): Place => [bend * (1 - at * at), half * at]);
}

function dollar(random: Rng): PenLine[] {
  const jitter = ([x, y]: Place): Place => [x + 0.03 * triangular(random), y + 0.03 * triangular(random)];
  const corners: Place[] = [
    [0.35, -0.3],
    [0.22, -0.36],
    [-0.22, -0.3],
    [-0.18, -0.06],
    [0.28, 0.08],
    [0.24, 0.34],
    [-0.2, 0.36],
    [-0.34, 0.24],
  ];
  const flat = smooth(corners.map(jitter));
  const body = Array.from({ length: flat.length / 2 }, (_, at): Place => [flat[2 * at] as number, flat[2 * at + 1] as number]);
  const [top, foot] = [-between(random, 0.42, 0.55), between(random, 0.42, 0.55)];
  const isThrough = chance(random, 0.75);
  const bars = (chance(random, 0.8) ? [0] : [-0.06, 0.06]).flatMap((x) =>
    isThrough ? [line(x, top, x, foot)] : [line(x, top, x, -0.28), line(x, 0.28, x, foot)],
  );
  return [body, ...bars];
}
