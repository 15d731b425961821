import { type Automaton, weightOf } from "../../fields/automata/automaton.js";
import type { Frames } from "../../losses/ctc.js";
import { characterOf, classesIn } from "./frame-characters.js";
import { frameTexts } from "./frame-texts.js";
import type { LikelyText } from "./likeliest-texts.js";
import { likeliestWay } from "./likeliest-way.js";
import type { Ways } from "./ways.js";

/** How many texts frames may bring along, and how probable each has to be. */
const [MOST, LEAST] = [5, 0.01];

/**
 * What the frames say most probably and the lattice has not said yet, though it can be read so, by its likeliest way.
 *
 * @param mass the logarithm of the sum of all ways
 */
export function heardTexts(frames: Frames, ways: Ways, mass: number, automaton: Automaton, likely: readonly LikelyText[]): LikelyText[] {
  const known = new Set(likely.map((one) => classesIn(one.text, frames).map(characterOf).join("")));
  return frameTexts(frames, MOST).flatMap(({ text, probability }) => {
    if (text === "" || probability < LEAST || known.has(text)) return [];
    const weight = weightOf(automaton, text);
    const way = weight > Number.NEGATIVE_INFINITY ? likeliestWay(ways, text) : undefined;
    return way ? [{ text, share: Math.exp(way.reduce((sum, { score }) => sum + score, -mass)), weight }] : [];
  });
}
