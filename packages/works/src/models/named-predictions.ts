import type { Answers } from "tenfold";

/** What a network makes of one picture. */
export interface Prediction {
  /** The most probable class: a number where the classes are numbers from 0 on, as digits are; else its name. */
  readonly label: number | string;
  /** Probability of that class. */
  readonly confidence: number;
  /** Of all classes, in class order. */
  readonly probabilities: readonly number[];
  /** Whether the picture is of one of the classes at all; null for a model that cannot tell. */
  readonly isDigit: boolean | null;
  /** What that is judged by, higher for the classes; null for a model that cannot tell. */
  readonly digitScore: number | null;
}

/** @param answers `[pictures, classes]` and, for a model that tells digits from other things, a score and a verdict a picture */
export function namedPredictions(
  { probabilities, membership, isMember }: Pick<Answers, "probabilities" | "membership" | "isMember">,
  classNames: readonly string[],
): Prediction[] {
  const classes = classNames.length;
  const numbered = classNames.every((name, index) => name === String(index));
  return Array.from({ length: probabilities.length / classes }, (_, index) => {
    const row = Array.from(probabilities.subarray(index * classes, (index + 1) * classes));
    const confidence = Math.max(...row);
    const best = row.indexOf(confidence);
    return {
      label: numbered ? best : (classNames[best] as string),
      confidence,
      probabilities: row,
      isDigit: isMember ? isMember[index] === 1 : null,
      digitScore: membership?.[index] ?? null,
    };
  });
}
