import type { Rng } from "../../engine/rng.js";
import { between, chance, chosen, triangular } from "../draws.js";
import { smooth } from "../smooth.js";
import type { Hand } from "./hand.js";
import { type PenLine, type Place, penMark, slantedLines } from "./pen-mark.js";
import type { WrittenMark } from "./written-mark.js";

/** What a {@link wordMark} is called in a text. */
export const WORD = "w";

/**
 * A cursive word, or the beginning of one: what stands beside numbers in registers and on forms, and is neither digit nor sign. Its letters
 * hang together; alone stands only one that is no digit to the eye.
 */
export function wordMark(random: Rng, hand: Hand): WrittenMark {
  const count = chance(random, 0.25) ? 1 : 2 + random.below(4);
  const letters = Array.from({ length: count }, () => chosen(random, count === 1 ? ALONE : LETTERS));
  const [size, wide] = [between(random, 0.4, 0.65), between(random, 0.95, 1.7)];
  const corners: Place[] = [];
  const strokes: PenLine[] = [];
  let left = 0;
  for (const letter of letters) {
    const { path, bar, width } = LETTER_SHAPES[letter] as LetterShape;
    const placed = ([x, y]: Place): Place => [
      left + wide * size * (x + 0.05 * triangular(random)),
      -size * (y + 0.06 * triangular(random)),
    ];
    corners.push(...path.map(placed));
    if (bar) strokes.push(bar.map(placed));
    left += wide * size * width;
  }
  const flat = smooth([corners[0] as Place, ...corners, corners.at(-1) as Place]);
  const body = Array.from({ length: flat.length / 2 }, (_, at): Place => [flat[2 * at] as number, flat[2 * at + 1] as number]);
  if (chance(random, 0.3)) strokes.push([[left + 0.08, 0]]);
  const below = Math.max(...body.map(([, y]) => y), 0);
  return penMark({ text: WORD, lines: slantedLines([body, ...strokes], hand.slant), lift: below + 0.04 * triangular(random) }, hand);
}

interface LetterShape {
  /** Corners that the pen passes near, in heights of a small letter, y upward from the line. */
  readonly path: readonly Place[];
  readonly bar?: readonly Place[];
  readonly width: number;
}

/** Small letters as a school hand joins them: x and y in hundredths of a small letter's height, a bar behind a semicolon. */
const PATHS: Readonly<Record<string, string>> = {
  a: "0,30 50,105 20,105 0,50 20,-5 45,30 52,100 55,0 80,20",
  d: "0,30 50,105 20,105 0,50 20,-5 45,30 55,210 55,0 80,20",
  e: "0,25 45,50 45,100 15,100 5,40 30,-5 65,20",
  f: "0,20 40,150 30,215 10,150 10,-60 25,-60 30,10 60,20",
  g: "0,30 50,105 20,105 0,50 20,-5 50,40 52,100 50,-70 20,-105 10,-60 80,25",
  h: "0,20 40,150 30,215 10,160 8,0 20,90 45,105 50,0 75,20",
  k: "0,20 40,150 30,215 10,160 8,0 40,100 25,55 55,0 80,20",
  l: "0,20 40,150 30,215 10,150 15,0 50,20",
  m: "0,10 15,110 18,0 25,95 45,105 48,0 55,95 75,105 80,0 105,20",
  n: "0,10 15,110 20,0 28,95 50,108 55,0 80,20",
  o: "0,30 30,105 0,60 25,-5 55,50 35,100 75,85",
  p: "0,20 20,110 12,-100 18,90 50,90 50,15 20,5 75,15",
  r: "0,15 15,110 32,90 35,5 60,15",
  s: "0,10 30,112 42,30 12,-5 60,20",
  t: "0,20 22,165 20,0 50,15;-5,112 48,118",
  u: "0,20 15,105 15,0 40,-5 55,105 55,0 80,20",
};

const LETTER_SHAPES: Readonly<Record<string, LetterShape>> = Object.fromEntries(
  Object.entries(PATHS).map(([letter, paths]) => {
    const [path = [], bar] = paths.split(";").map((places) =>
      places.split(" ").map((place): Place => {
        const [x = 0, y = 0] = place.split(",").map(Number);
        return [x / 100, y / 100];
      }),
    );
    return [letter, { path, ...(bar && { bar }), width: (path.at(-1) as Place)[0] }];
  }),
);
const LETTERS = Object.keys(PATHS);
/** Those that are no digit, and no part of one, where they stand alone. */
const ALONE = [..."dmnu"];
