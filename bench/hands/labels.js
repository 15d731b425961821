// Whether wrong labels of a hand are doubted, and right ones not: on hands that nothing was learned from, nor chosen by.

import { rng } from "../../packages/tenfold/dist/engine/rng.js";
import { doubtfulLabels } from "../../packages/tenfold/dist/hands/doubtful-labels.js";
import { loadHands } from "../../packages/tenfold/dist/hands/load-hands.js";
import { byHand } from "./adapted.js";
import { handsOf, rowsOf, taken } from "./hands.js";

const MISFILED = 5;
/** Digits of two classes together, of which fewer say nothing. */
const A_FEW = 6;

/** Of each hand: all digits as they are; five times one under another label; and once two classes that took each other's. */
export async function judgeLabels(samples) {
  const parameters = await loadHands();
  for (const name of ["UNIPEN", "MNIST"]) {
    const all = await handsOf(name, samples);
    const digits = taken(
      all,
      rowsOf(all, ({ isKept }) => isKept),
    );
    const hands = byHand(digits);
    const random = rng(11);
    const sum = { digits: 0, doubted: 0, misfiled: 0, named: 0, confused: 0, told: 0 };
    for (const rows of hands) {
      const pictures = taken(digits, rows).pixels;
      const own = rows.map((row) => digits.labels[row]);
      const placesOf = (labels) => doubtfulLabels({ pictures, labels }, parameters).map(({ place }) => place);
      sum.digits += own.length;
      sum.doubted += placesOf(own).length;
      for (let time = 0; time < MISFILED; time++) {
        const at = random.below(own.length);
        sum.misfiled++;
        if (placesOf(withLabel(own, at, (own[at] + 1 + random.below(9)) % 10)).includes(at)) sum.named++;
      }
      const [one, other] = random.shuffle([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      if (own.filter((label) => label === one || label === other).length < A_FEW) continue;
      const doubted = placesOf(own.map((label) => (label === one ? other : label === other ? one : label)));
      sum.confused++;
      if (doubted.some((place) => own[place] === one || own[place] === other)) sum.told++;
    }
    console.log(
      `${name}, ${hands.length} kept hands: ${sum.doubted} of ${sum.digits} digits doubted under their own label; ` +
        `${sum.named} of ${sum.misfiled} named under another; ${sum.told} of ${sum.confused} pairs of classes told that were confused`,
    );
  }
}

function withLabel(labels, place, label) {
  return labels.map((own, at) => (at === place ? label : own));
}
