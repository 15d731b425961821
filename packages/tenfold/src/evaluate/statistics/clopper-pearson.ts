/**
 * The most that a share can be, given `count` draws of which `hits` had it: with the given confidence the true share lies below.
 *
 * Source: Clopper, Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26, 1934
 *
 * @param confidence of the statement, below 1, as 0.95
 * @returns 0..1; 1 where nothing was drawn
 */
export function clopperPearsonUpper(hits: number, count: number, confidence: number): number {
  if (hits >= count) return 1;
  let [low, high] = [hits / count, 1];
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2;
    if (atMost(hits, count, middle) > 1 - confidence) low = middle;
    else high = middle;
  }
  return high;
}

/** The probability of at most so many hits among draws that each have it with probability `share`, 0 < share < 1. */
export function atMost(hits: number, count: number, share: number): number {
  let logarithm = count * Math.log1p(-share);
  let sum = Math.exp(logarithm);
  for (let hit = 1; hit <= hits; hit++) {
    logarithm += Math.log((count - hit + 1) / hit) + Math.log(share) - Math.log1p(-share);
    sum += Math.exp(logarithm);
  }
  return sum;
}
