import type { Rng } from "../../../engine/rng.js";
import type { DrawnStrokes } from "./drawn-strokes.js";
import { boltFour, openFour } from "./fours.js";
import { curledNine, tailedNine } from "./nines.js";
import { basedOne, longOne, loopedOne } from "./ones.js";
import { bareOne, closedFour, plainSeven, ringZero, stemmedNine } from "./plain-forms.js";
import type { Region, RegionalDigit } from "./region-names.js";
import { barredSeven, wavedSeven } from "./sevens.js";
import { slashedZero } from "./zeros.js";

/** A way to write a digit, and how many of a region's writers have it as a habit. */
export interface Habit {
  readonly share: number;
  readonly draw: (random: Rng) => DrawnStrokes;
}

/** How a region's writers write those digits that regions differ in; the shares of a digit add up to 1. */
export type RegionalHabits = Readonly<Record<RegionalDigit, readonly Habit[]>>;

const of = (...habits: readonly (readonly [share: number, draw: Habit["draw"]])[]): readonly Habit[] =>
  habits.map(([share, draw]) => ({ share, draw }));

/** An upstroke before the one, a bar through the seven, as taught in German-speaking Switzerland, Germany and Austria. */
const central: RegionalHabits = {
  0: of([0.96, ringZero], [0.04, slashedZero]),
  1: of([0.82, longOne], [0.08, loopedOne], [0.05, basedOne], [0.05, bareOne]),
  4: of([0.45, openFour], [0.25, boltFour], [0.3, closedFour]),
  7: of([0.75, barredSeven], [0.15, wavedSeven], [0.1, plainSeven]),
  9: of([0.5, tailedNine], [0.15, curledNine], [0.35, stemmedNine]),
};

/**
 * Regions by their usual names, with the shares of their habits by reasoning: nobody has counted them. What is alike everywhere, as 2, 3, 5, 6 and 8 nearly are, is not
 * here.
 */
export const REGIONS = {
  CH: central,
  DE: central,
  AT: central,
  FR: {
    ...central,
    1: of([0.9, longOne], [0.05, loopedOne], [0.05, basedOne]),
    7: of([0.7, barredSeven], [0.25, wavedSeven], [0.05, plainSeven]),
    9: of([0.35, tailedNine], [0.4, curledNine], [0.25, stemmedNine]),
  },
  CL: {
    ...central,
    1: of([0.7, longOne], [0.15, basedOne], [0.15, bareOne]),
    7: of([0.65, barredSeven], [0.2, wavedSeven], [0.15, plainSeven]),
    9: of([0.2, tailedNine], [0.5, curledNine], [0.3, stemmedNine]),
  },
  IN: {
    0: of([1, ringZero]),
    1: of([0.6, bareOne], [0.25, longOne], [0.15, basedOne]),
    4: of([0.5, openFour], [0.3, boltFour], [0.2, closedFour]),
    7: of([0.7, plainSeven], [0.3, barredSeven]),
    9: of([0.4, curledNine], [0.3, tailedNine], [0.3, stemmedNine]),
  },
  US: {
    0: of([0.97, ringZero], [0.03, slashedZero]),
    1: of([0.9, bareOne], [0.06, basedOne], [0.04, longOne]),
    4: of([0.55, closedFour], [0.4, openFour], [0.05, boltFour]),
    7: of([0.92, plainSeven], [0.08, barredSeven]),
    9: of([0.85, stemmedNine], [0.1, tailedNine], [0.05, curledNine]),
  },
} as const satisfies Readonly<Record<Region, RegionalHabits>>;
