import { atMost } from "../../../evaluate/statistics/clopper-pearson.js";
import type { OwnCount } from "./own-risks.js";

/** How sure a proof is, for all thresholds looked at together. */
const SURE = 0.95;

/**
 * The lowest confidence from which on own readings prove that at most the share `maxError` of such readings is wrong, 95 % sure.
 *
 * Thresholds are looked at in an order that is settled before any mistake is seen, and the first one that proves nothing ends it, so each
 * may use the whole 5 %: fixed-sequence testing. The order: as many readings as prove it with k mistakes, then with k + 1, and so on. It
 * begins without a mistake (299 readings for 1 %, 598 for 0.5 %); where there are so many readings that a quarter of them
 * may hold mistakes and prove it still, with as many, so that one slip in the truth does not undo the proof.
 *
 * Sources: Clopper, Pearson 1934; Angelopoulos, Bates, Candès, Jordan, Lei, "Learn then test", 2021 (fixed sequences)
 *
 * @param counts from the surest down
 * @returns Infinity where nothing is proven
 */
export function provenFrom(maxError: number, counts: readonly Omit<OwnCount, "risk">[]): number {
  let proven = Number.POSITIVE_INFINITY;
  const readings = counts.at(-1)?.answered ?? 0;
  const sizes = sizesFor(maxError, readings);
  const quarter = sizes.findLastIndex((size) => size <= readings / 4);
  for (const size of [...sizes.slice(Math.max(quarter, 0)), readings]) {
    const step = counts.find(({ answered }) => answered >= size);
    if (!step || !proves(step.wrong, step.answered, maxError)) break;
    proven = Math.min(proven, step.threshold);
  }
  return proven;
}

/** How many readings prove an error with no mistake, with one, and so on: the fewest each, up to as many as there are. */
function sizesFor(maxError: number, readings: number): number[] {
  const sizes: number[] = [];
  for (let mistakes = 0; ; mistakes++) {
    const size = fewestWith(mistakes, maxError, sizes.at(-1) ?? 0, readings);
    if (size === undefined) return sizes;
    sizes.push(size);
  }
}

function fewestWith(mistakes: number, maxError: number, more: number, most: number): number | undefined {
  if (!proves(mistakes, most, maxError)) return undefined;
  let [low, high] = [more, most];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (proves(mistakes, middle, maxError)) high = middle;
    else low = middle;
  }
  return high;
}

/** Whether Clopper and Pearson's bound lies below: so few mistakes would be rare, were the error just that. */
function proves(mistakes: number, count: number, maxError: number): boolean {
  return count > mistakes && atMost(mistakes, count, maxError) <= 1 - SURE;
}
