import { UsageError } from "../errors.js";
import type { Field, FieldText } from "../fields/field.js";
import { fieldReading } from "./field-reading.js";
import { freeReading } from "./free-reading.js";
import type { Lattice, Piece } from "./lattice.js";
import { likeliestTexts } from "./likeliest-texts.js";
import { likeliestWay } from "./likeliest-way.js";
import { likelihoods } from "./likelihoods.js";
import { type Arc, type Ways, waysThrough } from "./ways.js";

export interface DecodeOptions {
  /** How many readings are wanted; 5 unless told. */
  readonly count?: number;
  /**
   * How probable it is, before the ink is seen, that a writer wrote something else than the field asks for: a letter, a digit too many, a
   * number with a wrong check digit. 0.02 unless told, by reasoning: what does not fit at all shall not look sure, and what fits clearly
   * shall lose nothing. The less it is, the more a field forces ink into its form.
   */
  readonly violated?: number;
}

/** What a line of ink says as a field. */
export interface Decoded {
  /** Readings that the field admits, likeliest first; their confidences add up to at most 1. Empty where the ink allows none. */
  readonly readings: readonly DecodedText[];
  /** The digits of the first reading. */
  readonly digits: readonly DecodedDigit[];
  /** The pieces of ink that the first reading is made of, those that stand for nothing among them. */
  readonly way: readonly Arc[];
  /** The probability that the ink is what the field asks for, 0..1. */
  readonly fits: number;
  /** What the ink says by itself, whatever the field asks for; nothing where it cannot be read at all. */
  readonly free?: string;
}

export interface DecodedText extends FieldText {
  /** As it is written, the likeliest way. */
  readonly written: string;
  /** The probability of `text`, 0..1, as the scores of the lattice have it: not calibrated. */
  readonly confidence: number;
}

export interface DecodedDigit {
  readonly value: number;
  /** The probability that the ink here is this digit, 0..1. */
  readonly confidence: number;
  /** The three likeliest, with the same digit first only where it is the likeliest by itself. */
  readonly top3: readonly { readonly value: number; readonly confidence: number }[];
  readonly piece: Piece;
}

/**
 * Reads a lattice as a field: which texts the ink may stand for among those that the field admits, each with its probability. Ways through
 * the lattice that give the same text count together. The probability is Bayes': what is weighed are the ink's scores, what the field says of
 * each text before, and that with the probability `violated` the ink is none of the field's and may be anything.
 *
 * @param lattice scores are natural logarithms of probabilities, as of digits that are all equally frequent
 * @throws InputError when the lattice is none
 */
export function decode(lattice: Lattice, field: Field, { count = 5, violated = 0.02 }: DecodeOptions = {}): Decoded {
  if (!(violated >= 0 && violated < 1)) throw new UsageError(`decode: violated is a probability, at least 0 and below 1, not ${violated}`);
  if (!(Number.isInteger(count) && count >= 1 && count <= 1000)) throw new UsageError(`decode: count is 1 to 1000 readings, not ${count}`);
  const ways = waysThrough(lattice);
  const free = freeReading(ways);
  if (free.mass === Number.NEGATIVE_INFINITY) return { readings: [], digits: [], way: [], fits: 0 };
  const given = likelihoods(ways, free);
  const { automaton, heaviest } = field;
  const reading = fieldReading(ways, automaton, given, heaviest);
  const total = (1 - violated) * reading.mass + violated;
  const likely = likeliestTexts(ways, { automaton, reading, given }, 2 * count); // several may be ways to write the same
  const readings = merged(
    likely.map(({ text, share, weight }) => ({
      ...field.read(text),
      written: text,
      confidence: (share * ((1 - violated) * Math.exp(weight) + violated)) / total,
    })),
  );
  const way = readings[0] ? (likeliestWay(ways, readings[0].written) ?? []) : [];
  const fits = total > 0 ? ((1 - violated) * reading.mass) / total : 0;
  const shareOf = ({ index }: Arc): number => fits * (reading.shares[index] as number) + (1 - fits) * (given.using[index] as number);
  const text = likeliestWay(ways)
    ?.map(({ text }) => text)
    .join("");
  return { readings: readings.slice(0, count), digits: digitsOf(way, ways, shareOf), way, fits, ...(text !== undefined && { free: text }) };
}

/** Readings of the same text become one, the likeliest first. */
function merged(readings: readonly DecodedText[]): DecodedText[] {
  const byText = new Map<string, DecodedText>();
  for (const reading of readings) {
    const before = byText.get(reading.text);
    byText.set(reading.text, before ? { ...before, confidence: before.confidence + reading.confidence } : reading);
  }
  return [...byText.values()].sort((one, other) => other.confidence - one.confidence);
}

/**
 * What may stand where the digits of a way do: every way through the lattice has one piece of ink over each of its cuts. Looked at is the
 * cut of a digit over which most ways have that digit, which is in its ink and not in what hangs loose at its edge.
 */
function digitsOf(way: readonly Arc[], { arcs }: Ways, shareOf: (arc: Arc) => number): DecodedDigit[] {
  const all = arcs.filter(({ text }) => isDigit(text));
  const shares = all.map(shareOf);
  return way
    .filter(({ text }) => isDigit(text))
    .map(({ from, to, text, piece }) => {
      const value = Number(text);
      const over = Array.from({ length: to - from }, (_, at) => {
        const confidences = new Array<number>(10).fill(0);
        all.forEach((arc, index) => {
          if (arc.from <= from + at && arc.to > from + at) (confidences[Number(arc.text)] as number) += shares[index] as number;
        });
        return confidences;
      });
      const confidences = over.reduce((best, one) => ((one[value] as number) > (best[value] as number) ? one : best));
      const ranked = confidences.map((confidence, value) => ({ value, confidence: Math.min(confidence, 1) }));
      const top3 = ranked.toSorted((one, other) => other.confidence - one.confidence).slice(0, 3);
      return { value, confidence: ranked[value]?.confidence ?? 0, top3, piece };
    });
}

function isDigit(text: string): boolean {
  return text >= "0" && text <= "9" && text.length === 1;
}
