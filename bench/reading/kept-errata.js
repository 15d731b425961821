// Digits of MNIST's kept writers that are not what their label says.

import { take } from "../../packages/tenfold/dist/index.js";
import { keptRows } from "../../packages/tenfold/dist/node/kept/kept-rows.js";

/**
 * Rows of MNIST's training images: another digit to every eye, a bracket, half of a digit, a blot. Found by looking at the 37 of the 5,940 kept digits
 * that `reader` held for less than one fifth probable, at each of them; what can be read as its label in some hand stands. In composed strings each of
 * them would come again and again, as a sure mistake of a reader that made none.
 */
const NOT_AS_LABELED = new Set([
  ...[51248, 51944, 46078, 27706, 23588], // a 4, a 9 and three 1s that are called 9, 4 and 7
  ...[21944, 9534, 51568, 50930, 24940], // brackets and bows that are called 1, 6, 7 and 0
  ...[50086, 26624, 49088], // blots
]);

/** The kept digits of MNIST that are what they say; of other digits all. */
export function asLabeled(kept) {
  const rows = keptRows();
  if (kept.labels.length !== rows.length) return kept;
  const places = Uint32Array.from(rows.keys()).filter((at) => !NOT_AS_LABELED.has(rows[at]));
  return take(kept, places);
}
