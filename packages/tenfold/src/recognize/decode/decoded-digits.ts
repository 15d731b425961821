import { ctcPlaces, type Frames } from "../../losses/ctc.js";
import type { Piece } from "../lattice.js";
import { classesIn } from "./frame-characters.js";
import type { Arc, Ways } from "./ways.js";

export interface DecodedDigit {
  readonly value: number;
  /** The probability that the ink here is this digit, 0..1. */
  readonly confidence: number;
  /** The three likeliest, with the same digit first only where it is the likeliest by itself. */
  readonly top3: readonly { readonly value: number; readonly confidence: number }[];
  /** The probability of each of the ten. */
  readonly all: readonly number[];
  readonly piece: Piece;
}

/**
 * What may stand where the digits of a way do: every way through the lattice has one piece of ink over each of its cuts. Looked at is the
 * cut of a digit over which most ways have that digit, which is in its ink and not in what hangs loose at its edge.
 */
export function digitsOf(way: readonly Arc[], { arcs }: Ways, shareOf: (arc: Arc) => number): DecodedDigit[] {
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
      return { ...ranked(value, confidences), piece };
    });
}

function isDigit(text: string): boolean {
  return text >= "0" && text <= "9" && text.length === 1;
}

/**
 * The digits of a reading with their confidences by the lattice and by the frames together, each digit by itself: as whole readings are weighed in
 * `second-opinion.ts`, with what the frames show where the digit stands.
 *
 * @param digits by the lattice
 * @param written the reading with its signs, if any: frames that know signs find its digits beside them
 */
export function digitsByBoth(digits: readonly DecodedDigit[], frames: Frames, written = textOf(digits)): DecodedDigit[] {
  const { probabilities, classes } = frames;
  const characters = classesIn(written, frames);
  const ofDigits = [...characters.keys()].filter((at) => (characters[at] as number) < 10);
  const places = ctcPlaces(frames, characters);
  if (!places || ofDigits.length !== digits.length) return [...digits];
  return digits.map(({ value, all, piece }, digit) => {
    const seen = new Array<number>(10).fill(0);
    let held = 0;
    for (let frame = 0; frame < frames.frames; frame++) {
      const share = places[(ofDigits[digit] as number) * frames.frames + frame] as number;
      held += share;
      for (let one = 0; one < 10; one++) (seen[one] as number) += share * (probabilities[frame * classes + one] as number);
    }
    const shown = seen.map((share) => share / held);
    const other = rest(all) * rest(shown);
    const both = all.map((confidence, one) => confidence * (shown[one] as number));
    const total = both.reduce((sum, one) => sum + one, other);
    return { ...ranked(value, total > 0 ? both.map((one) => one / total) : both), piece };
  });
}

function textOf(digits: readonly DecodedDigit[]): string {
  return digits.map(({ value }) => value).join("");
}

function rest(shares: readonly number[]): number {
  return Math.max(0, 1 - shares.reduce((sum, one) => sum + one, 0));
}

/** A digit among the three likeliest of ten. */
function ranked(value: number, confidences: readonly number[]): Omit<DecodedDigit, "piece"> {
  const all = confidences.map((confidence, value) => ({ value, confidence: Math.min(confidence, 1) }));
  const top3 = all.toSorted((one, other) => other.confidence - one.confidence).slice(0, 3);
  return { value, confidence: all[value]?.confidence ?? 0, top3, all: all.map(({ confidence }) => confidence) };
}
