import type { Frames } from "../losses/ctc.js";

export interface FrameText {
  /** Digits alone. */
  readonly text: string;
  /** The probability that the frames spell it, as far as the search has gone its ways. */
  readonly probability: number;
}

/** Beginnings that are followed, and what a digit has to have of a frame to be tried there. */
const [BEAM, LEAST] = [16, 1e-4];

/** A beginning's probability, by whether its last frame was a blank. */
interface Ends {
  blank: number;
  digit: number;
}

/**
 * The texts that frames spell most probably, best first, by prefix beam search: ways that begin with the same text are followed as one.
 *
 * Source: Graves, "Supervised sequence labelling with recurrent neural networks", 2012, section 7.5.3; Hannun et al., "First-pass large
 * vocabulary continuous speech recognition using bi-directional recurrent DNNs", 2014
 */
export function frameTexts({ probabilities, frames, classes }: Frames, count: number): FrameText[] {
  const blank = classes - 1;
  let beam = new Map<string, Ends>([["", { blank: 1, digit: 0 }]]);
  for (let frame = 0; frame < frames; frame++) {
    const at = (one: number): number => probabilities[frame * classes + one] as number;
    const digits = Array.from({ length: blank }, (_, one) => one).filter((one) => at(one) >= LEAST);
    if (digits.length === 0) {
      for (const [text, ends] of beam) {
        ends.blank = sum(ends) * at(blank);
        ends.digit *= text === "" ? 0 : at(Number(text.at(-1)));
      }
      continue;
    }
    const next = new Map<string, Ends>();
    const of = (text: string): Ends => {
      const known = next.get(text);
      if (known) return known;
      const fresh = { blank: 0, digit: 0 };
      next.set(text, fresh);
      return fresh;
    };
    for (const [text, ends] of beam) {
      const both = ends.blank + ends.digit;
      of(text).blank += both * at(blank);
      const last = text === "" ? -1 : Number(text.at(-1));
      if (last >= 0) of(text).digit += ends.digit * at(last);
      for (const one of digits) of(text + one).digit += (one === last ? ends.blank : both) * at(one); // the same digit again needs a blank between
    }
    beam = new Map(best(next, BEAM));
  }
  return best(beam, count).map(([text, ends]) => ({ text, probability: sum(ends) }));
}

function best(beam: ReadonlyMap<string, Ends>, count: number): [string, Ends][] {
  return [...beam].sort(([, one], [, other]) => sum(other) - sum(one)).slice(0, count);
}

function sum({ blank, digit }: Ends): number {
  return blank + digit;
}
