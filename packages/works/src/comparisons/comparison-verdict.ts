import { percent, plural, whole } from "../pages/numbers.js";
import { pValue } from "../pages/spread.js";
import type { ComparedPair, RunComparison } from "./compare-runs.js";

/** Below this a difference is called more than luck. */
const LEVEL = 0.05;

/** What a comparison came to: in a sentence, and how far it goes. */
export function comparisonVerdict(comparison: RunComparison): { sentence: string; trust: string } {
  const { disagreements, test, pairs, runs } = comparison;
  const count = disagreements.length;
  const who = runs.length === 2 ? "A and B" : `${runs.length} networks`;
  const sentence =
    count === 0
      ? `${who} say the same of all ${plural(test.count, "test image")}`
      : `${who} disagree on ${whole(count)} of ${plural(test.count, "test image")}`;
  const [only] = pairs as [ComparedPair];
  return {
    sentence,
    trust: pairs.length === 1 ? `${shares(comparison)} ${pairTrust(only)}` : `${shares(comparison)} ${pairsTrust(pairs)}`,
  };
}

function shares({ runs }: RunComparison): string {
  return `${runs.map(({ letter, accuracy }) => `${letter} reads ${percent(accuracy)} right`).join(", ")}.`;
}

function pairTrust({ onlyFirst, onlySecond, p }: ComparedPair): string {
  const counts = `${plural(onlyFirst, "image")} only A reads right, ${whole(onlySecond)} only B`;
  if (onlyFirst + onlySecond === 0) return "Neither reads an image right that the other does not.";
  const luck = p < LEVEL ? "more than luck" : "a difference that may well be luck";
  return `${counts}: ${luck} (McNemar's exact test, p\u00a0${equals(p)}, n\u00a0=\u00a0${whole(onlyFirst + onlySecond)}).`;
}

function pairsTrust(pairs: readonly ComparedPair[]): string {
  const apart = pairs.filter(({ holm = 1 }) => holm < LEVEL);
  const test = `by McNemar's exact test, corrected for ${plural(pairs.length, "pair")} (Holm, level 0.05)`;
  if (apart.length === 0) return `No two differ by more than luck, ${test}.`;
  const named = apart.slice(0, 6).map(({ first, second }) => `${first} and ${second}`);
  const more = apart.length > 6 ? ` and ${plural(apart.length - 6, "other pair")}` : "";
  return `${named.join(", ")}${more} differ by more than luck, ${test}.`;
}

function equals(p: number): string {
  const text = pValue(p);
  return text.startsWith("<") ? text.replace(" ", "\u00a0") : `=\u00a0${text}`;
}
