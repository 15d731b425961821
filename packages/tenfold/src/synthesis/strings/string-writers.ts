import type { Dataset } from "../../data/dataset.js";
import type { StrokeSample } from "../../data/stroke-samples.js";
import type { Rng } from "../../engine/rng.js";
import { renderStrokes, type Stroke } from "../../image/digit/render-strokes.js";
import { RARE_FORMS } from "../digits/rare/rare-forms.js";
import { REGIONAL_FORMS } from "../digits/regional/regional-forms.js";
import { variedStrokes } from "../digits/vary-strokes.js";
import { between, chance, chosen } from "../draws.js";
import type { DigitsOfWriter } from "./written-string.js";

export interface StringWritersOptions {
  /** Digits as MNIST has them, 28 x 28. */
  readonly digits: Dataset;
  /** Characters written with a pen; of those the digits count. */
  readonly strokes?: readonly StrokeSample[] | undefined;
  /** How many strings are one pen's, where there are pens: 0.35 unless told. */
  readonly pens?: number | undefined;
  /** Whether writers may have rare forms as habits, too, as open sixes: for strings to train on, not for those that calibrate. False unless told. */
  readonly rare?: boolean | undefined;
}

/** How many strings are one pen's, where there are pens. */
const PENS = 0.35;

/**
 * Writers of strings, another one each time it is asked: one whose digits a pen wrote, or one who writes as MNIST's writers did; many with
 * habits of a region, as barred sevens.
 */
export function stringWriters({
  digits,
  strokes = [],
  pens: penned = PENS,
  rare = false,
}: StringWritersOptions): (random: Rng) => DigitsOfWriter {
  const scanned = rowsByLabel(digits);
  const pens = strokesByWriter(strokes);
  const forms = rare ? [...REGIONAL_FORMS, ...RARE_FORMS] : REGIONAL_FORMS;
  return (random) => {
    const own = pens.length > 0 && chance(random, penned) ? chosen(random, pens) : undefined;
    const habits = forms.filter(({ share }) => chance(random, share));
    const pen = between(random, 1.8, 3.2);
    const drawn = (by: readonly Stroke[]) => renderStrokes(variedStrokes(random, by), { pen }).pixels;
    return (label) => {
      const habit = habits.find(({ digit }) => digit === label);
      if (habit && chance(random, 0.9)) return drawn(habit.draw(random));
      const mine = own?.[label];
      if (mine && mine.length > 0) return drawn(chosen(random, mine));
      const row = chosen(random, scanned[label] as number[]);
      return digits.images.pixels.subarray(row * 784, (row + 1) * 784);
    };
  };
}

function rowsByLabel({ labels }: Dataset): number[][] {
  const rows: number[][] = Array.from({ length: 10 }, () => []);
  for (const [row, label] of labels.entries()) rows[label]?.push(row);
  return rows;
}

/** Of each writer the strokes of each digit, y downward. */
function strokesByWriter(samples: readonly StrokeSample[]): Stroke[][][][] {
  const writers = new Map<string, Stroke[][][]>();
  for (const { label, writer, strokes } of samples) {
    const digit = "0123456789".indexOf(label);
    if (digit < 0) continue;
    if (!writers.has(writer))
      writers.set(
        writer,
        Array.from({ length: 10 }, () => []),
      );
    writers.get(writer)?.[digit]?.push(strokes.map((stroke) => stroke.map((one, at) => (at % 2 === 1 ? -one : one))));
  }
  return [...writers.values()];
}
