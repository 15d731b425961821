// A logarithmic opinion pool of two recognizers.

import { SIGNS } from "../../data/class-names.js";
import { ctcLoss, type Frames } from "../../losses/ctc.js";
import { classesIn, classOf, framesWithout, knowsSigns } from "./frame-characters.js";

/** A reading of a lattice, as far as an opinion on it goes. */
interface WeighedText {
  /** With its separators. */
  readonly written: string;
  /** Its probability by the lattice. */
  readonly confidence: number;
}

/**
 * Readings with confidences by the lattice and by the frames together, as of two witnesses who do not know of each other: what both hold
 * probable is, and where they differ neither is sure. Whatever else may stand there counts as one more reading, to which each witness gives
 * what he does not give to these.
 *
 * Source: Genest, Zidek, "Combining probability distributions: a critique and an annotated bibliography", Statistical Science 1(1), 1986
 * (independent opinion pool)
 *
 * Of frames that know signs two things are asked: how probable a reading's digits are, whatever signs of the field stand around and between them; and of readings of the
 * same digits, how they share that. So a sign that one witness takes for another, or for dirt, is no doubt of the digits. Frames of digits alone leave
 * what is written otherwise of the same digits to the lattice.
 *
 * @param readings written differently; the confidences add up to at most 1
 * @param signs those that a field knows; another one that is heard is a doubt
 * @returns the same readings, likeliest first
 */
export function withSecondOpinion<R extends WeighedText>(readings: readonly R[], frames: Frames, signs: readonly string[] = SIGNS): R[] {
  const hear = (of: Frames, isHeard: (one: number) => boolean = () => true) => {
    const heard = new Map<string, number>();
    const hearOne = ({ written }: R): string => {
      const classes = classesIn(written, of).filter(isHeard);
      const known = classes.join(" ");
      if (!heard.has(known)) heard.set(known, Math.exp(-ctcLoss(of, classes)));
      return known;
    };
    return { texts: readings.map(hearOne), heard };
  };
  const passed = new Set(signs.map(classOf));
  const digits = hear(framesWithout(frames, signs), (one) => !passed.has(one));
  const shareOf = knowsSigns(frames) ? sharesOfSigns(digits.texts, hear(frames)) : () => 1;
  const weights = readings.map(({ confidence }, at) => confidence * (digits.heard.get(digits.texts[at] as string) as number) * shareOf(at));
  const left = (given: Iterable<number>): number => Math.max(0, 1 - [...given].reduce((sum, one) => sum + one, 0));
  const other = left(readings.map(({ confidence }) => confidence)) * left(digits.heard.values());
  const total = weights.reduce((sum, weight) => sum + weight, other);
  const weighed = readings.map((reading, at) => ({ ...reading, confidence: total > 0 ? (weights[at] as number) / total : 0 }));
  return weighed.sort((one, other) => other.confidence - one.confidence);
}

/** Texts of readings, and how probable each is. */
interface Heard {
  readonly texts: readonly string[];
  readonly heard: ReadonlyMap<string, number>;
}

/** For each reading how much of what is heard of its digits is written as it is. */
function sharesOfSigns(digits: readonly string[], { texts, heard }: Heard): (at: number) => number {
  const sums = new Map<string, number>();
  const counted = new Set<string>();
  for (const [at, text] of texts.entries()) {
    if (counted.has(text)) continue;
    counted.add(text);
    const of = digits[at] as string;
    sums.set(of, (sums.get(of) ?? 0) + (heard.get(text) as number));
  }
  return (at) => {
    const sum = sums.get(digits[at] as string) as number;
    return sum > 0 ? (heard.get(texts[at] as string) as number) / sum : 1;
  };
}
