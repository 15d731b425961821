import { DIGITS } from "../../../data/class-names.js";
import type { ContextRow } from "../../../data/context/context-columns.js";
import { type Dataset, imagesOf } from "../../../data/dataset.js";
import { mix, type Rng, rng } from "../../../engine/rng.js";
import { UsageError } from "../../../errors.js";
import { renderStrokes } from "../../../image/digit/render-strokes.js";
import { whatCame } from "../../../what-came.js";
import { between } from "../../draws.js";
import { variedStrokes } from "../vary-strokes.js";
import { isRegion, REGIONAL_DIGITS, type Region, type RegionalDigit, regionNames } from "./region-names.js";
import { type Habit, REGIONS } from "./regions.js";

export interface RegionalHandsOptions {
  readonly region: Region;
  /** How many writers. */
  readonly writers: number;
  /** How many of each of the digits 0, 1, 4, 7 and 9 each of them writes. */
  readonly each: number;
  /** A whole number from 0 to 2³² - 1: the same seed draws the same digits. */
  readonly seed: number;
}

/** Drawn digits, with who drew them, and from which region they are. */
export type RegionalHands = Dataset & { readonly writers: Uint32Array; readonly context: readonly ContextRow[] };

/**
 * Draws digits that regions write in ways of their own, by writers who each have one way for each digit, as usual in their region; a pen and a slant of their own, and no
 * two digits alike.
 *
 * @returns classes 0 to 9, of which five are there; what is known of each writer: the region, and whether the pen is thin, medium or thick
 * @throws UsageError when the region is unknown, or a number is none
 */
export function regionalHands({ region, writers: count, each, seed }: RegionalHandsOptions): RegionalHands {
  if (!isRegion(region)) throw new UsageError(`regionalHands: region is ${whatCame(region)}; ${regionNames.join(", ")} are known`);
  if (![count, each].every((number) => Number.isInteger(number) && number > 0)) {
    throw new UsageError(`regionalHands: writers is ${count} and each ${each}; whole numbers from 1 are wanted`);
  }
  const habits = REGIONS[region];
  const total = count * each * REGIONAL_DIGITS.length;
  const pixels = new Uint8Array(total * 784);
  const [labels, writers] = [new Uint8Array(total), new Uint32Array(total)];
  const context: ContextRow[] = [];
  let row = 0;
  for (let writer = 0; writer < count; writer++) {
    const random = rng(mix(seed, STREAM, writer));
    const pen = between(random, 1.8, 3.6);
    const own = new Map(REGIONAL_DIGITS.map((digit) => [digit, habitOf(random, habits[digit])]));
    const known = { region, pen: pen < 2.4 ? "thin" : pen < 3 ? "medium" : "thick" };
    for (const digit of REGIONAL_DIGITS) {
      for (let time = 0; time < each; time++, row++) {
        const strokes = variedStrokes(random, (own.get(digit) as Habit).draw(random));
        pixels.set(renderStrokes(strokes, { pen: pen * between(random, 0.9, 1.1) }).pixels, row * 784);
        labels[row] = digit satisfies RegionalDigit;
        writers[row] = writer;
        context.push(known);
      }
    }
  }
  return { name: `drawn digits of ${region}`, images: imagesOf(pixels, [total, 28, 28, 1]), labels, classNames: DIGITS, writers, context };
}

/** Keeps this use of a seed apart from others of the same seed: "regi" in ASCII. */
const STREAM = 0x72656769;

function habitOf(random: Rng, habits: readonly Habit[]): Habit {
  let left = random.uniform();
  for (const habit of habits) {
    left -= habit.share;
    if (left < 0) return habit;
  }
  return habits.at(-1) as Habit;
}
