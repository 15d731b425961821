/**
 * The known word that was probably meant by another one: at most two of five signs mistyped, the case left out of account.
 *
 * Source: Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966
 */
export function nearestWord<Word extends string>(word: string, known: readonly Word[]): Word | undefined {
  if (word.length > 40) return undefined;
  let [best, least] = [undefined as Word | undefined, Number.POSITIVE_INFINITY];
  for (const candidate of known) {
    const edits = editsBetween(word.toLowerCase(), candidate.toLowerCase());
    if (edits < least && edits < candidate.length && edits <= Math.max(1, Math.max(word.length, candidate.length) / 2.5))
      [best, least] = [candidate, edits];
  }
  return best;
}

/** What to do about a word that is unknown: "did you mean quick?" where one is near, otherwise "known are simple, quick". */
export function spellingAdvice(word: unknown, known: readonly string[], otherwise = `known are ${known.join(", ")}`): string {
  const near = typeof word === "string" ? nearestWord(word, known) : undefined;
  return near === undefined ? otherwise : `did you mean ${near}?`;
}

function editsBetween(one: string, other: string): number {
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
