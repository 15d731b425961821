import type { Rng } from "../../../engine/rng.js";
import type { DrawnStrokes } from "./drawn-strokes.js";
import { openEight } from "./eights.js";
import { flowingFive, partedFive, pointedFive } from "./fives.js";
import { boltFour, openFour } from "./fours.js";
import { curledNine, tailedNine } from "./nines.js";
import { basedOne, longOne, loopedOne } from "./ones.js";
import { barredSeven, wavedSeven } from "./sevens.js";
import { flatThree } from "./threes.js";
import { curledTwo, loopedTwo } from "./twos.js";
import { slashedZero } from "./zeros.js";

/** A way to write a digit that is rare among MNIST's writers: at home in a region, or nowhere. */
export interface RegionalForm {
  readonly digit: number;
  /** How many writers have it as a habit, 0 to 1: by reasoning. */
  readonly share: number;
  readonly draw: (random: Rng) => DrawnStrokes;
}

export const REGIONAL_FORMS: readonly RegionalForm[] = [
  { digit: 0, share: 0.06, draw: slashedZero },
  { digit: 1, share: 0.3, draw: longOne },
  { digit: 1, share: 0.07, draw: loopedOne },
  { digit: 1, share: 0.1, draw: basedOne },
  { digit: 2, share: 0.15, draw: loopedTwo },
  { digit: 2, share: 0.1, draw: curledTwo },
  { digit: 3, share: 0.08, draw: flatThree },
  { digit: 4, share: 0.15, draw: boltFour },
  { digit: 4, share: 0.12, draw: openFour },
  { digit: 5, share: 0.08, draw: flowingFive },
  { digit: 5, share: 0.06, draw: pointedFive },
  { digit: 5, share: 0.08, draw: partedFive },
  { digit: 7, share: 0.2, draw: barredSeven },
  { digit: 7, share: 0.2, draw: wavedSeven },
  { digit: 8, share: 0.08, draw: openEight },
  { digit: 9, share: 0.18, draw: curledNine },
  { digit: 9, share: 0.12, draw: tailedNine },
];
