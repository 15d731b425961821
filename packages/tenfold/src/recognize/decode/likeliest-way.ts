// The Viterbi algorithm.

import type { Arc, Ways } from "./ways.js";

/**
 * The likeliest single way through a lattice, or the likeliest of those that give a text; nothing where there is none.
 *
 * Source: Viterbi, "Error bounds for convolutional codes and an asymptotically optimum decoding algorithm", IEEE IT 13(2), 1967
 */
export function likeliestWay({ end, arcs }: Ways, text?: string): Arc[] | undefined {
  const width = (text?.length ?? 0) + 1; // how much of the text is read is part of where a way stands
  const best = new Float64Array((end + 1) * width).fill(Number.NEGATIVE_INFINITY);
  const last: (Arc | undefined)[] = new Array(best.length);
  best[0] = 0;
  for (const arc of arcs) {
    for (let read = 0; read < width; read++) {
      const readThen = text === undefined || arc.text === "" ? read : read + 1;
      if (readThen > read && arc.text !== text?.charAt(read)) continue;
      const score = (best[arc.from * width + read] as number) + arc.score;
      const to = arc.to * width + readThen;
      if (score <= (best[to] as number)) continue;
      best[to] = score;
      last[to] = arc;
    }
  }
  const way: Arc[] = [];
  let [cut, read] = [end, width - 1];
  while (cut > 0) {
    const arc = last[cut * width + read];
    if (!arc) return undefined;
    way.unshift(arc);
    cut = arc.from;
    if (text !== undefined && arc.text !== "") read--;
  }
  return read === 0 ? way : undefined;
}
