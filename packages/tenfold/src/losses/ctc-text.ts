import type { Frames } from "./ctc.js";

/** What the likeliest class of each frame spells: repetitions once, blanks left out. (Graves et al. 2006, best path decoding) */
export function ctcText({ probabilities, frames, classes, blank }: Frames): number[] {
  const text: number[] = [];
  let last = blank;
  for (let frame = 0; frame < frames; frame++) {
    let best = 0;
    for (let one = 1; one < classes; one++) {
      if ((probabilities[frame * classes + one] as number) > (probabilities[frame * classes + best] as number)) best = one;
    }
    if (best !== last && best !== blank) text.push(best);
    last = best;
  }
  return text;
}
