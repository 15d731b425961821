import { editDistance } from "./edit-distance.js";

/**
 * The known word that was probably meant by another one: at most two of five signs mistyped, the case left out of account.
 */
export function nearestWord<Word extends string>(word: string, known: readonly Word[]): Word | undefined {
  if (word.length > 40) return undefined;
  let [best, least] = [undefined as Word | undefined, Number.POSITIVE_INFINITY];
  for (const candidate of known) {
    const edits = editDistance(word.toLowerCase(), candidate.toLowerCase());
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
