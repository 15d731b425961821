// Beam search, over prefixes, for what frames of connectionist temporal classification spell.

import type { Frames } from "../../losses/ctc.js";
import { characterOf, classOf } from "./frame-characters.js";

export interface FrameText {
  /** Digits, and signs where the frames know these. */
  readonly text: string;
  /** The probability that the frames spell it, as far as the search has gone its ways. */
  readonly probability: number;
}

/** Beginnings that are followed, and what a character has to have of a frame to be tried there. */
const [BEAM, LEAST] = [16, 1e-4];

/** A beginning's probability, by whether its last frame was a blank. */
interface Ends {
  blank: number;
  character: number;
}

/**
 * The texts that frames spell most probably, best first, by prefix beam search: ways that begin with the same text are followed as one.
 *
 * Source: Graves, "Supervised sequence labelling with recurrent neural networks", 2012, section 7.5.3; Hannun et al., "First-pass large
 * vocabulary continuous speech recognition using bi-directional recurrent DNNs", 2014
 */
export function frameTexts({ probabilities, frames, classes, blank }: Frames, count: number): FrameText[] {
  const characters = Array.from({ length: classes }, (_, one) => one).filter((one) => one !== blank);
  const lastOf = (text: string): number => (text === "" ? -1 : classOf(text.at(-1) as string));
  let beam = new Map<string, Ends>([["", { blank: 1, character: 0 }]]);
  for (let frame = 0; frame < frames; frame++) {
    const at = (one: number): number => probabilities[frame * classes + one] as number;
    const likely = characters.filter((one) => at(one) >= LEAST);
    if (likely.length === 0) {
      for (const [text, ends] of beam) {
        ends.blank = sum(ends) * at(blank);
        ends.character *= text === "" ? 0 : at(lastOf(text));
      }
      continue;
    }
    const next = new Map<string, Ends>();
    const of = (text: string): Ends => {
      const known = next.get(text);
      if (known) return known;
      const fresh = { blank: 0, character: 0 };
      next.set(text, fresh);
      return fresh;
    };
    for (const [text, ends] of beam) {
      const both = ends.blank + ends.character;
      of(text).blank += both * at(blank);
      const last = lastOf(text);
      if (last >= 0) of(text).character += ends.character * at(last);
      // the same character again needs a blank between
      for (const one of likely) of(text + characterOf(one)).character += (one === last ? ends.blank : both) * at(one);
    }
    beam = new Map(best(next, BEAM));
  }
  return best(beam, count).map(([text, ends]) => ({ text, probability: sum(ends) }));
}

function best(beam: ReadonlyMap<string, Ends>, count: number): [string, Ends][] {
  return [...beam].sort(([, one], [, other]) => sum(other) - sum(one)).slice(0, count);
}

function sum({ blank, character }: Ends): number {
  return blank + character;
}
