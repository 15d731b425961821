import type { Piece } from "./lattice.js";
import type { Arc, Ways } from "./ways.js";

export interface DecodedDigit {
  readonly value: number;
  /** The probability that the ink here is this digit, 0..1. */
  readonly confidence: number;
  /** The three likeliest, with the same digit first only where it is the likeliest by itself. */
  readonly top3: readonly { readonly value: number; readonly confidence: number }[];
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

/** Digits with their confidences by readings of as many digits: what a second opinion has made of them is said of whole texts. */
export function digitsAmong(
  readings: readonly { readonly written: string; readonly confidence: number }[],
  digits: readonly DecodedDigit[],
): DecodedDigit[] {
  const alike = readings
    .map(({ written, confidence }) => ({ values: written.replaceAll(/\D/g, ""), confidence }))
    .filter(({ values }) => values.length === digits.length);
  return digits.map(({ value, piece }, at) => {
    const confidences = new Array<number>(10).fill(0);
    for (const { values, confidence } of alike) (confidences[Number(values[at])] as number) += confidence;
    return { ...ranked(value, confidences), piece };
  });
}

/** A digit among the three likeliest of ten. */
function ranked(value: number, confidences: readonly number[]): Omit<DecodedDigit, "piece"> {
  const all = confidences.map((confidence, value) => ({ value, confidence: Math.min(confidence, 1) }));
  const top3 = all.toSorted((one, other) => other.confidence - one.confidence).slice(0, 3);
  return { value, confidence: all[value]?.confidence ?? 0, top3 };
}
