import type { Rng } from "../../../engine/rng.js";
import type { DrawnStrokes } from "../regional/drawn-strokes.js";
import { sidedEight, stackedEight, thinEight } from "./rare-eights.js";
import { neckedSix, openSix, ringedFive } from "./rare-fives-sixes.js";
import { bowedFour, loopedFour, wideBoltFour } from "./rare-fours.js";
import { loopedNine, openNine, smallRingedNine } from "./rare-nines.js";
import { climbingOne, hookedOne } from "./rare-ones.js";
import { bentSeven, wideBarredSeven } from "./rare-sevens.js";
import { angularTwo, waistedThree } from "./rare-twos-threes.js";
import { leafZero, sidedZero, squashedZero, unclosedZero } from "./rare-zeros.js";

/** A shape of a digit that MNIST's writers hardly have, and people read at once. */
export interface RareForm {
  readonly digit: number;
  readonly draw: (random: Rng) => DrawnStrokes;
}

/** To train on, and on nothing else: strings composed to calibrate know none of them, so that these stay what a reader has not seen. */
export const RARE_FORMS: readonly RareForm[] = [
  { digit: 0, draw: squashedZero },
  { digit: 0, draw: sidedZero },
  { digit: 0, draw: unclosedZero },
  { digit: 0, draw: leafZero },
  { digit: 1, draw: climbingOne },
  { digit: 1, draw: hookedOne },
  { digit: 2, draw: angularTwo },
  { digit: 3, draw: waistedThree },
  { digit: 4, draw: loopedFour },
  { digit: 4, draw: wideBoltFour },
  { digit: 4, draw: bowedFour },
  { digit: 5, draw: ringedFive },
  { digit: 6, draw: openSix },
  { digit: 6, draw: neckedSix },
  { digit: 7, draw: wideBarredSeven },
  { digit: 7, draw: bentSeven },
  { digit: 8, draw: stackedEight },
  { digit: 8, draw: sidedEight },
  { digit: 8, draw: thinEight },
  { digit: 9, draw: openNine },
  { digit: 9, draw: smallRingedNine },
  { digit: 9, draw: loopedNine },
];
