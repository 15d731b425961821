import { SIGNS } from "../../data/class-names.js";
import { UsageError } from "../../errors.js";
import type { Field, FieldText } from "../../fields/field.js";
import type { Lattice } from "../lattice.js";
import { type DecodedDigit, digitsByBoth, digitsOf } from "./decoded-digits.js";
import { fieldSums } from "./field-sums.js";
import { freeSums } from "./free-sums.js";
import { heardTexts } from "./heard-texts.js";
import { type LikelyText, likeliestTexts } from "./likeliest-texts.js";
import { likeliestWay } from "./likeliest-way.js";
import { likelihoods } from "./likelihoods.js";
import { withPassedOver } from "./passed-over.js";
import { withSecondOpinion } from "./second-opinion.js";
import { type Arc, waysThrough } from "./ways.js";

export interface DecodeOptions {
  /** How many readings are wanted; 5 unless told. */
  readonly count?: number | undefined;
  /**
   * How probable it is, before the ink is seen, that a writer wrote something else than the field asks for: a letter, a digit too many, a
   * number with a wrong check digit. 0.02 unless told, by reasoning: what does not fit at all shall not look sure, and what fits clearly
   * shall lose nothing. The less it is, the more a field forces ink into its form.
   */
  readonly violated?: number | undefined;
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

/**
 * Reads a lattice as a field: which texts the ink may stand for among those that the field admits, each with its probability. Ways through
 * the lattice that give the same text count together. The probability is Bayes': what is weighed are the ink's scores, what the field says of
 * each text before, and that with the probability `violated` the ink is none of the field's and may be anything.
 *
 * Signs around numbers that the field does not know are passed over.
 *
 * @param given scores are natural logarithms of probabilities, as of digits that are all equally frequent
 * @throws InputError when the lattice is none
 */
export function decode(given: Lattice, field: Field, { count = 5, violated = 0.02 }: DecodeOptions = {}): Decoded {
  if (!(violated >= 0 && violated < 1)) throw new UsageError(`decode: violated is a probability, at least 0 and below 1, not ${violated}`);
  if (!(Number.isInteger(count) && count >= 1 && count <= 1000)) throw new UsageError(`decode: count is 1 to 1000 readings, not ${count}`);
  const lattice = withPassedOver(given, field);
  const ways = waysThrough(lattice);
  const free = freeSums(ways);
  if (free.mass === Number.NEGATIVE_INFINITY) return { readings: [], digits: [], way: [], fits: 0 };
  const shares = likelihoods(ways, free);
  const { automaton, heaviest } = field;
  const sums = fieldSums(ways, automaton, shares, heaviest);
  const total = (1 - violated) * sums.mass + violated;
  const { frames = [] } = lattice;
  const signs = SIGNS.filter((sign) => automaton.alphabet.includes(sign));
  const wanted = frames.length > 0 ? Math.max(count, CANDIDATES) : count;
  const likely = likeliestTexts(ways, { automaton, sums, given: shares }, 2 * wanted); // several may be ways to write the same
  const heard: LikelyText[] = [];
  for (const one of frames) heard.push(...heardTexts(one, ways, free.mass, automaton, [...likely, ...heard]));
  const byLattice = [...likely, ...heard].map(({ text, share, weight }) => ({
    ...field.read(text),
    written: text,
    confidence: (share * ((1 - violated) * Math.exp(weight) + violated)) / total,
  }));
  const readings = merged(frames.reduce((sofar, one) => withSecondOpinion(sofar, one, signs), byLattice));
  const way = readings[0] ? (likeliestWay(ways, readings[0].written) ?? []) : [];
  const fits = total > 0 ? ((1 - violated) * sums.mass) / total : 0;
  const shareOf = ({ index }: Arc): number => fits * (sums.shares[index] as number) + (1 - fits) * (shares.using[index] as number);
  const text = likeliestWay(ways)
    ?.map(({ text }) => text)
    .join("");
  const byWays = digitsOf(way, ways, shareOf);
  const digits = frames.reduce((sofar, one) => digitsByBoth(sofar, one, readings[0]?.written), byWays);
  return { readings: readings.slice(0, count), digits, way, fits, ...(text !== undefined && { free: text }) };
}

/** Readings of a lattice that a second opinion is asked of, at least. */
const CANDIDATES = 10;

/** Readings of the same text become one, the likeliest first. */
function merged(readings: readonly DecodedText[]): DecodedText[] {
  const byText = new Map<string, DecodedText>();
  for (const reading of readings) {
    const before = byText.get(reading.text);
    byText.set(reading.text, before ? { ...before, confidence: before.confidence + reading.confidence } : reading);
  }
  return [...byText.values()].sort((one, other) => other.confidence - one.confidence);
}
