// What acceptance promises, over many calibrations drawn from distributions that are known: broken no more often than was stated.

import { describe, expect, it } from "vitest";
import { type Rng, rng } from "../../engine/rng.js";
import { acceptFrom, calibrateReadings, calibrateSources } from "./acceptance.js";

const DRAWS = 2000;
const MAX_ERROR = 0.1;

/** Readings whose confidence lies evenly in 0..1: how probably one of a confidence is wrong, and what that comes to from a threshold on. */
interface World {
  readonly name: string;
  wrongAt(confidence: number): number;
  /** The share of wrong ones among those at least so sure: the mean of `wrongAt` from there to 1. */
  errorFrom(threshold: number): number;
}

const worlds: readonly World[] = [
  { name: "wrong in proportion to the doubt", wrongAt: (c) => 0.2 * (1 - c), errorFrom: (t) => 0.1 * (1 - t) },
  { name: "as often wrong as is just allowed, however sure", wrongAt: () => 0.1, errorFrom: () => 0.1 },
  {
    name: "surest where it is wrong",
    wrongAt: (c) => (c > 0.95 ? 0.6 : 0.02),
    errorFrom: (t) => (t >= 0.95 ? 0.6 : (0.02 * (0.95 - t) + 0.6 * 0.05) / (1 - t)),
  },
  {
    name: "good above one half, worthless below",
    wrongAt: (c) => (c > 0.5 ? 0.08 : 0.5),
    errorFrom: (t) => (t >= 0.5 ? 0.08 : (0.5 * (0.5 - t) + 0.08 * 0.5) / (1 - t)),
  },
];

function readings(random: Rng, { wrongAt }: World, count: number): { readonly confidences: number[]; readonly hits: number[] } {
  const confidences = Array.from({ length: count }, () => random.uniform());
  return { confidences, hits: confidences.map((confidence) => Number(random.uniform() >= wrongAt(confidence))) };
}

describe("the promise, over 2,000 draws", () => {
  it.each(worlds)("is broken in at most 5 % of them where readings are $name", (world) => {
    const random = rng(11);
    let [broken, accepting] = [0, 0];
    for (let draw = 0; draw < DRAWS; draw++) {
      const { confidences, hits } = readings(random, world, world === worlds[0] ? 800 : 300);
      const from = acceptFrom(MAX_ERROR, calibrateReadings(confidences, hits));
      if (from === Number.POSITIVE_INFINITY) continue;
      accepting++;
      if (world.errorFrom(from) > MAX_ERROR + 1e-12) broken++;
    }
    // Of so many draws that each break it with 5 %, 5.8 % or more do so once in twenty times.
    expect(broken / DRAWS).toBeLessThan(0.058);
    if (world === worlds[0]) expect(accepting).toBeGreaterThan(0.9 * DRAWS); // and it is no empty promise
  });

  const [good, bad] = [
    worlds[0] as World,
    { name: "bad", wrongAt: (c: number) => 0.9 * (1 - c), errorFrom: (t: number) => 0.45 * (1 - t) },
  ];
  /** Two good sources and a bad one, with so many readings each. */
  const mixed = (random: Rng, ofGood: number, ofBad: number) =>
    [good, good, bad].map((world, at) => ({ name: String(at), ...readings(random, world, world === bad ? ofBad : ofGood) }));

  it("is kept for each source more often than not, where one of three is worse than the others", () => {
    const random = rng(12);
    let broken = 0;
    for (let draw = 0; draw < DRAWS; draw++) {
      if (bad.errorFrom(acceptFrom(MAX_ERROR, calibrateSources(mixed(random, 150, 150)))) > MAX_ERROR) broken++;
    }
    expect(broken / DRAWS).toBeLessThan(0.5);
  });

  it("would be broken for it, were all readings thrown together", () => {
    const random = rng(13);
    let [broken, together] = [0, 0];
    for (let draw = 0; draw < 100; draw++) {
      const sources = mixed(random, 1200, 200);
      const all = { confidences: sources.flatMap(({ confidences }) => confidences), hits: sources.flatMap(({ hits }) => hits) };
      if (bad.errorFrom(acceptFrom(MAX_ERROR, calibrateReadings(all.confidences, all.hits))) > MAX_ERROR) together++;
      if (bad.errorFrom(acceptFrom(MAX_ERROR, calibrateSources(sources))) > MAX_ERROR) broken++;
    }
    expect(together).toBeGreaterThan(90);
    expect(broken).toBeLessThan(50);
  });
});
