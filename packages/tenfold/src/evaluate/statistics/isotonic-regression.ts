/** Neighboring values that were pooled: the mean of their places, and how many of them were right. */
export interface Block {
  readonly at: number;
  readonly right: number;
  readonly count: number;
}

/**
 * The share that is right as a function of the confidence that never falls: neighbors are pooled until their shares rise. Each share is
 * counted with half a success and half a failure more, so that few samples promise no certainty.
 *
 * Source: Ayer and others, "An empirical distribution function for sampling with incomplete information", 1955 (pool adjacent violators);
 * for confidences: Zadrozny, Elkan, "Transforming classifier scores into accurate multiclass probability estimates", KDD 2002
 *
 * @param confidences one a sample
 * @param hits 1 where the sample was right, else 0
 * @returns blocks by rising confidence
 */
export function isotonicRegression(confidences: ArrayLike<number>, hits: ArrayLike<number>): Block[] {
  const order = Array.from(confidences, (_, sample) => sample).sort((a, b) => (confidences[a] as number) - (confidences[b] as number));
  const single = order.map((sample): Block => ({ at: confidences[sample] as number, right: hits[sample] ? 1 : 0, count: 1 }));
  return pooled(
    pooled(single, ({ right, count }) => right / count),
    shareRight,
  );
}

/** The share of a block that is right, as it is estimated from its samples. */
export function shareRight({ right, count }: Block): number {
  return (right + 0.5) / (count + 1);
}

function pooled(blocks: readonly Block[], share: (block: Block) => number): Block[] {
  const rising: Block[] = [];
  for (const block of blocks) {
    let last = block;
    for (let before = rising.at(-1); before && (share(before) >= share(last) || before.at === last.at); before = rising.at(-1)) {
      const count = before.count + last.count;
      last = { at: (before.at * before.count + last.at * last.count) / count, right: before.right + last.right, count };
      rising.pop();
    }
    rising.push(last);
  }
  return rising;
}
