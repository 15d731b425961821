import type { Rng } from "../../engine/rng.js";
import { between, triangular } from "../draws.js";
import type { Hand } from "./hand.js";
import { type PenLine, type Place, penMark, slantedLines } from "./pen-mark.js";
import type { WrittenMark } from "./written-mark.js";

/** A letter of {@link LETTERS_DRAWN}, as lines of the hand's pen. Neither digit nor sign: no network reads it. */
export function letterMark(random: Rng, letter: string, hand: Hand): WrittenMark {
  const [tall, wide] = [between(random, 0.8, 1.05), between(random, 0.75, 1.1)];
  const jitter = (place: number) => place + 0.03 * triangular(random);
  const lines = pathsOf(letter).map((line): PenLine => line.map(([x, y]): Place => [jitter(wide * x), jitter(tall * y)]));
  return penMark({ text: letter, lines: slantedLines(lines, hand.slant), lift: 0.04 * triangular(random) }, hand);
}

/**
 * Letters of words for currencies, and signs for them that are rare in samples of handwriting: lines, a space between two, each through
 * points of x and y in hundredths of a height, y upward from the line.
 */
const PATHS: Readonly<Record<string, string>> = {
  K: "0,100,0,0 50,100,5,45,50,0",
  F: "50,100,0,100,0,0 0,50,40,50",
  E: "50,100,0,100,0,0,50,0 0,50,40,50",
  U: "0,100,0,25,12,0,38,0,50,25,50,100",
  R: "0,0,0,100,35,100,50,80,35,55,0,50,50,0",
  S: "50,85,30,100,8,90,8,60,45,40,45,10,20,0,0,15",
  D: "0,0,0,100,30,100,55,70,55,30,30,0,0,0",
  C: "50,85,30,100,5,75,0,40,10,10,30,0,50,15",
  H: "0,100,0,0 50,100,50,0 0,50,50,50",
  r: "0,50,0,0 0,35,12,50,25,48",
  k: "0,95,0,0 30,55,3,25,30,0",
  s: "28,42,10,50,2,38,25,20,22,0,0,5",
  "€": "50,85,30,100,5,75,0,40,10,10,30,0,50,15 -10,60,35,60 -10,40,30,40",
  "£": "50,80,35,100,15,80,20,30,0,0,50,0 0,50,40,50",
};

/** What is drawn so. */
export const LETTERS_DRAWN: readonly string[] = Object.keys(PATHS);

function pathsOf(letter: string): Place[][] {
  const paths = PATHS[letter];
  if (paths === undefined) throw new Error(`no hand draws "${letter}"`);
  return paths.split(" ").map((path) => {
    const numbers = path.split(",").map(Number);
    return Array.from(
      { length: numbers.length / 2 },
      (_, at): Place => [(numbers[2 * at] as number) / 100, -(numbers[2 * at + 1] as number) / 100],
    );
  });
}
