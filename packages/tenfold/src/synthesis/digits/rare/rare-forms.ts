import type { RegionalForm } from "../regional/regional-forms.js";
import { sidedEight, stackedEight, thinEight } from "./rare-eights.js";
import { neckedSix, openSix, ringedFive } from "./rare-fives-sixes.js";
import { bowedFour, loopedFour, wideBoltFour } from "./rare-fours.js";
import { loopedNine, openNine, smallRingedNine } from "./rare-nines.js";
import { climbingOne, hookedOne } from "./rare-ones.js";
import { bentSeven, wideBarredSeven } from "./rare-sevens.js";
import { angularTwo, waistedThree } from "./rare-twos-threes.js";
import { leafZero, sidedZero, squashedZero, unclosedZero } from "./rare-zeros.js";

/** How many writers have each of them as a habit: by reasoning. */
const SHARE = 0.04;

/**
 * Shapes of digits that MNIST's writers hardly have, and people read at once. To train on, and on nothing else: strings composed to calibrate know none of them,
 * so that calibrations hold where digits are written in ways that no reader has learned.
 */
export const RARE_FORMS: readonly RegionalForm[] = [
  { digit: 0, share: SHARE, draw: squashedZero },
  { digit: 0, share: SHARE, draw: sidedZero },
  { digit: 0, share: SHARE, draw: unclosedZero },
  { digit: 0, share: SHARE, draw: leafZero },
  { digit: 1, share: SHARE, draw: climbingOne },
  { digit: 1, share: SHARE, draw: hookedOne },
  { digit: 2, share: SHARE, draw: angularTwo },
  { digit: 3, share: SHARE, draw: waistedThree },
  { digit: 4, share: SHARE, draw: loopedFour },
  { digit: 4, share: SHARE, draw: wideBoltFour },
  { digit: 4, share: SHARE, draw: bowedFour },
  { digit: 5, share: SHARE, draw: ringedFive },
  { digit: 6, share: SHARE, draw: openSix },
  { digit: 6, share: SHARE, draw: neckedSix },
  { digit: 7, share: SHARE, draw: wideBarredSeven },
  { digit: 7, share: SHARE, draw: bentSeven },
  { digit: 8, share: SHARE, draw: stackedEight },
  { digit: 8, share: SHARE, draw: sidedEight },
  { digit: 8, share: SHARE, draw: thinEight },
  { digit: 9, share: SHARE, draw: openNine },
  { digit: 9, share: SHARE, draw: smallRingedNine },
  { digit: 9, share: SHARE, draw: loopedNine },
];
