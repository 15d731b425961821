import { editDistance } from "../../edit-distance.js";

/** How well a network reads lines whose texts are known. */
export interface TextEvaluation {
  /** Lines judged. */
  readonly count: number;
  /** Mean over the lines of the loss by connectionist temporal classification, in nats. */
  readonly loss: number;
  /** Share of the lines that are read right as a whole, 0..1. */
  readonly accuracy: number;
  /** Characters that stand on them. */
  readonly characters: number;
  /** Characters that one would have to change, put in or take out, per character that stands there; above 1 where more is read than is there. */
  readonly characterErrorRate: number;
  /** One entry a number of characters that occurs, ascending. */
  readonly byLength: readonly LengthScore[];
  /** Every line that was misread, in order. */
  readonly mistakes: readonly TextMistake[];
}

export interface LengthScore {
  /** Characters that stand on the line. */
  readonly length: number;
  /** Lines of this length, and how many of them were read right. */
  readonly count: number;
  readonly right: number;
}

export interface TextMistake {
  /** Which line, from 0. */
  readonly row: number;
  readonly text: string;
  readonly read: string;
}

/**
 * Judges what was read of lines against what stands on them.
 *
 * @param texts class indices, a list a line
 * @param read the same, of what was read
 * @param loss the mean over all lines
 * @param classNames what each class is written as
 */
export function textEvaluation(
  texts: readonly ArrayLike<number>[],
  read: readonly ArrayLike<number>[],
  loss: number,
  classNames: readonly string[],
): TextEvaluation {
  const spelled = (text: ArrayLike<number>) => Array.from(text, (one) => classNames[one] ?? "?").join("");
  const edits = texts.map((text, row) => editDistance(text, read[row] as ArrayLike<number>));
  const characters = sumOf(texts.map(({ length }) => length));
  const mistakes = texts.flatMap((text, row) =>
    edits[row] === 0 ? [] : [{ row, text: spelled(text), read: spelled(read[row] as ArrayLike<number>) }],
  );
  return {
    count: texts.length,
    loss,
    accuracy: (texts.length - mistakes.length) / texts.length,
    characters,
    characterErrorRate: sumOf(edits) / Math.max(characters, 1),
    byLength: scoresByLength(texts, edits),
    mistakes,
  };
}

function scoresByLength(texts: readonly ArrayLike<number>[], edits: readonly number[]): LengthScore[] {
  const lengths = [...new Set(texts.map(({ length }) => length))].sort((one, other) => one - other);
  return lengths.map((length) => {
    const rows = texts.flatMap((text, row) => (text.length === length ? [row] : []));
    return { length, count: rows.length, right: rows.filter((row) => edits[row] === 0).length };
  });
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
