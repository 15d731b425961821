/**
 * How many signs one has to change, put in or take out to make one text of another.
 *
 * Source: Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966
 */
export function editDistance(one: ArrayLike<unknown>, other: ArrayLike<unknown>): number {
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      line.push(Math.min((above[column] as number) + 1, (line[column - 1] as number) + 1, (above[column - 1] as number) + same));
    }
    above = line;
  }
  return above[other.length] as number;
}
