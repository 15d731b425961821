import { describe, expect, it } from "vitest";
import { type MadeDigit, madeHand, madeLabels, madeParameters } from "../../test/made-hands.js";
import { rng } from "../engine/rng.js";
import { evidenceOf, evidenceWithout, noEvidence } from "./hand-evidence.js";
import { handTerms } from "./hand-terms.js";
import { hearHand } from "./hear-hand.js";
import { withTerms } from "./with-terms.js";

const parameters = madeParameters();
const HANDS = 40;

/** Misread digits without the hand and with it, where it is heard. */
function misread(groups: readonly (readonly MadeDigit[])[], known?: Parameters<typeof hearHand>[2]): { before: number; after: number } {
  let [before, after] = [0, 0];
  for (const digits of groups) {
    const hand = hearHand(digits, parameters, known);
    digits.forEach(({ look, scores, label }, at) => {
      if (likeliest(scores) !== label) before++;
      if (likeliest(hand.isOne ? withTerms(scores, hand.termsOf(look, [at])) : scores) !== label) after++;
    });
  }
  return { before, after };
}

function likeliest(scores: ArrayLike<number>): number {
  return Array.from(scores).indexOf(Math.max(...Array.from(scores)));
}

function hands(count: number, classesOf: (seed: number) => number[] | undefined = () => undefined): MadeDigit[][] {
  return Array.from({ length: HANDS }, (_, at) => madeHand(100 + at, madeLabels(count, 500 + at, classesOf(at)), parameters));
}

describe("hearHand", () => {
  it("reads a third more of what is misread when it knows sixty other digits of the hand", () => {
    const { before, after } = misread(hands(61));
    expect(before).toBeGreaterThan(60);
    expect(after).toBeLessThan((2 / 3) * before);
  });

  it("helps with ten other digits, and less", () => {
    const { before, after } = misread(hands(11));
    expect(after).toBeLessThan(before);
    expect(after / before).toBeGreaterThan(misread(hands(61)).after / misread(hands(61)).before);
  });

  it("tells one hand from many", () => {
    const own = hands(61);
    const all = rng(9).shuffle(own.flat());
    const mixed = own.map((_, at) => all.slice(61 * at, 61 * (at + 1)));
    expect(own.every((digits) => hearHand(digits, parameters).isOne)).toBe(true);
    expect(mixed.some((digits) => hearHand(digits, parameters).isOne)).toBe(false);
  });

  it("harms no page of three or four classes, as amounts and dates are", () => {
    const few = hands(24, (seed) =>
      rng(seed)
        .shuffle([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
        .slice(0, 3 + (seed % 2)),
    );
    const { before, after } = misread(few);
    expect(before).toBeGreaterThan(30);
    expect(after).toBeLessThanOrEqual(before);
  });

  it("says nothing of a digit without others", () => {
    const [digit] = madeHand(7, [3], parameters) as [MadeDigit];
    const hand = hearHand([digit], parameters);
    expect(hand.isOne).toBe(false);
    expect([...hand.termsOf(digit.look, [0])].map(Math.abs)).toEqual(new Array(10).fill(0));
    expect(hearHand([], parameters).isOne).toBe(false);
  });

  it("reads more where some digits of the writer are known for certain", () => {
    const labels = madeLabels(30, 1);
    const groups = Array.from({ length: HANDS }, (_, at) =>
      madeHand(100 + at, [...Array.from({ length: 50 }, (_, nth) => nth % 10), ...labels], parameters),
    );
    let [alone, told] = [0, 0];
    for (const digits of groups) {
      const known = evidenceOf(digits.slice(0, 50).map(({ look, label }) => ({ look, scores: certain(label) })));
      alone += misread([digits.slice(50)]).after;
      told += misread([digits.slice(50)], known).after;
    }
    expect(told).toBeLessThan(0.8 * alone);
  });

  it("is not dragged along by one smudge", () => {
    const digits = madeHand(3, madeLabels(40, 3), parameters);
    const [first] = digits as [MadeDigit];
    const smudge: MadeDigit = {
      ...first,
      look: { features: first.look.features.map((one) => one + 60), distances: first.look.distances.map((one) => one + 32 * 1440) },
    };
    const terms = (all: readonly MadeDigit[]) => hearHand(all, parameters).termsOf((digits[1] as MadeDigit).look, [1]);
    const [without, beside] = [terms(digits), terms([...digits, smudge])];
    for (const [one, term] of without.entries()) expect(Math.abs(term - (beside[one] as number))).toBeLessThan(1);
  });
});

describe("evidence", () => {
  it("without a digit is that of the others", () => {
    const digits = madeHand(5, [1, 2, 3, 1], parameters);
    const rest = evidenceWithout(evidenceOf(digits), digits.slice(0, 1));
    const others = evidenceOf(digits.slice(1));
    for (const [at, sum] of rest.sums.entries()) expect(sum).toBeCloseTo(others.sums[at] as number, 9);
    for (const [at, count] of rest.counts.entries()) expect(count).toBeCloseTo(others.counts[at] as number, 9);
    expect(Math.min(...evidenceWithout(noEvidence(), digits).counts)).toBe(0);
  });
});

describe("handTerms", () => {
  it("moves the mean of a class as far as its digits prove", () => {
    // One feature differs: four digits of class 0 lie 2 above the mean, so the hand's mean lies 4 * 1.5 / (1 + 4 * 1.5) * 2 above it.
    const { means } = parameters;
    const at = (away: number) => {
      const features = Float32Array.from({ length: 32 }, (_, feature) => (means[feature] as number) + (feature === 0 ? away : 0));
      const distances = new Float64Array(10).fill(1e6);
      distances[0] = away ** 2 / 2.5;
      return { features, distances };
    };
    const evidence = evidenceOf(Array.from({ length: 4 }, () => ({ look: at(2), scores: certain(0) })));
    const { terms, expected } = handTerms(at(2), evidence, parameters);
    const [term, other] = terms as unknown as [number, number];
    const left = 1.5 / 7;
    const t = (distance: number) => 19 * Math.log1p(distance / 6);
    const byHand = t(4 / 2.5) - t((2 - (6 / 7) * 2) ** 2 / (1 + left)) + 16 * Math.log(2.5 / (1 + left));
    expect(term).toBeCloseTo(byHand * (4 / 7), 4);
    expect(other).toBe(0);
    expect(expected[0]).toBeCloseTo(16 * Math.log(2.5 / (1 + left)) * (4 / 7), 4);
  });
});

describe("withTerms", () => {
  it("keeps how probable it is that it is a digit at all", () => {
    const scores = [0.1, 0.3, ...new Array(8).fill(0.01)].map(Math.log);
    const adapted = withTerms(scores, [8, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(adapted.reduce((sum, score) => sum + Math.exp(score), 0)).toBeCloseTo(0.48, 12);
    expect(likeliest(adapted)).toBe(0);
    expect([...withTerms(new Array(10).fill(Number.NEGATIVE_INFINITY), new Array(10).fill(1))]).toEqual(
      new Array(10).fill(Number.NEGATIVE_INFINITY),
    );
  });
});

function certain(label: number): number[] {
  return Array.from({ length: 10 }, (_, one) => (one === label ? 0 : Number.NEGATIVE_INFINITY));
}
