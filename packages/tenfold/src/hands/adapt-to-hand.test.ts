import { beforeAll, describe, expect, it } from "vitest";
import { flagsAndBars } from "../../test/flags-and-bars.js";
import { adaptToHand } from "./adapt-to-hand.js";
import { handFeatures } from "./hand-features.js";
import type { HandParameters } from "./hand-parameters.js";
import { loadHands } from "./load-hands.js";

let parameters: HandParameters;

beforeAll(async () => {
  parameters = await loadHands();
});

/** A hand with flags and bars, as eleven classes and pictures. */
function asked(seed = 6): { logProbabilities: Float32Array; pictures: Uint8Array } {
  const digits = flagsAndBars(seed);
  const logProbabilities = new Float32Array(digits.length * 11).fill(Math.log(0.001));
  const pictures = new Uint8Array(digits.length * 784);
  for (const [at, { pixels, scores }] of digits.entries()) {
    pictures.set(pixels, at * 784);
    logProbabilities.set(scores, at * 11);
  }
  return { logProbabilities, pictures };
}

/** The digit that is the likeliest of a row of eleven. */
function likeliest(all: Float32Array, row = 0): number {
  const scores = all.subarray(row * 11, row * 11 + 10);
  return scores.indexOf(Math.max(...scores));
}

describe("adaptToHand", () => {
  it("reads a stroke with a flag as a 1 where the sevens have a bar, of nearly every writer", () => {
    const hands = Array.from({ length: 12 }, (_, seed) => asked(seed));
    const right = hands.filter((digits) => likeliest(adaptToHand(digits, parameters).logProbabilities) === 1);
    expect(hands.every(({ logProbabilities }) => likeliest(logProbabilities) === 7)).toBe(true); // what came is not changed
    expect(right.length).toBeGreaterThanOrEqual(9);
  });

  it("counts the digits that it changed", () => {
    const digits = asked();
    const { logProbabilities, isHeard, changed } = adaptToHand(digits, parameters);
    const rows = Array.from({ length: 24 }, (_, row) => row);
    expect(isHeard).toBe(true);
    expect(changed).toBe(rows.filter((row) => likeliest(logProbabilities, row) !== likeliest(digits.logProbabilities, row)).length);
    expect(changed).toBeGreaterThan(0);
  });

  it("leaves alone what is no digit, and how probable that is", () => {
    const digits = asked();
    const { logProbabilities } = adaptToHand(digits, parameters);
    for (let row = 0; row < 24; row++) {
      const sum = (all: Float32Array) => all.subarray(row * 11, row * 11 + 10).reduce((total, score) => total + Math.exp(score), 0);
      expect(sum(logProbabilities)).toBeCloseTo(sum(digits.logProbabilities), 5);
      expect(logProbabilities[row * 11 + 10]).toBe(digits.logProbabilities[row * 11 + 10]);
    }
  });

  it("changes nothing where there is nobody to hear", () => {
    const { logProbabilities, pictures } = asked();
    const one = { logProbabilities: logProbabilities.slice(0, 11), pictures: pictures.slice(0, 784) };
    expect(adaptToHand(one, parameters)).toEqual({ logProbabilities: one.logProbabilities, isHeard: false, changed: 0 });
    const none = { logProbabilities: new Float32Array(), pictures: new Uint8Array() };
    expect(adaptToHand(none, parameters)).toEqual({ logProbabilities: new Float32Array(), isHeard: false, changed: 0 });
  });

  it("refuses pictures and probabilities that do not belong together, and options it does not know", () => {
    const digits = asked();
    expect(() => adaptToHand({ ...digits, pictures: digits.pictures.subarray(1) }, parameters)).toThrow(
      "hands: 18815 pixels came, whole pictures of 28 x 28 are wanted; pass 784 bytes a digit",
    );
    expect(() => adaptToHand({ ...digits, logProbabilities: new Float32Array(24 * 9) }, parameters)).toThrow(
      "adaptToHand: 24 pictures but 216 log probabilities came; ten a picture are wanted, or more where classes follow the digits",
    );
    expect(() => adaptToHand(digits, parameters, { hand: "many" as "one" })).toThrow(
      'adaptToHand: hand is "many"; "auto" or "one" is wanted',
    );
    expect(() => adaptToHand(digits, parameters, { profile: 1 } as object)).toThrow('adaptToHand has no option "profile"');
  });

  it("refuses what are no logarithms of probabilities, and what is none of digits and hands", () => {
    const { logProbabilities, pictures } = asked();
    const refused = (numbers: Float32Array) => () => adaptToHand({ logProbabilities: numbers, pictures }, parameters);
    expect(refused(logProbabilities.map(Math.exp))).toThrow(
      /^adaptToHand: digit 0 has 0\.\d+ among its log probabilities; natural logarithms of probabilities are wanted, at most 0: pass Math\.log\(\)/,
    );
    expect(refused(logProbabilities.map((value, at) => (at === 25 ? Number.NaN : value)))).toThrow(
      "adaptToHand: digit 2 has NaN among its log probabilities",
    );
    expect(refused(logProbabilities.map(() => -1))).toThrow(
      "adaptToHand: the probabilities of digit 0 add up to 4.05; at most 1 is wanted",
    );
    expect(refused(logProbabilities.map((value) => (value < -6 ? Number.NEGATIVE_INFINITY : value)))).not.toThrow();
    const digits = { logProbabilities, pictures };
    expect(() => adaptToHand(digits, undefined as unknown as HandParameters)).toThrow(
      "adaptToHand: the parameters of hands are undefined; pass what comes with the package, as adaptToHand(…, await loadHands())",
    );
    expect(() => adaptToHand(digits, loadHands() as unknown as HandParameters)).toThrow("the parameters of hands are a promise; pass");
    expect(() => adaptToHand({ ...digits, pictures: [pictures] as unknown as Uint8Array }, parameters)).toThrow(
      "adaptToHand: pictures is a list of 1; one Uint8Array of all, 784 bytes a digit, ink 255, is wanted",
    );
    expect(() => adaptToHand({ ...digits, logProbabilities: [...logProbabilities] as unknown as Float32Array }, parameters)).toThrow(
      "adaptToHand: logProbabilities is a list of 264; a Float32Array [n, 10], or of more classes, is wanted",
    );
  });
});

describe("handFeatures", () => {
  it("see the same whoever stands beside it", () => {
    const { pictures } = asked();
    const all = handFeatures(pictures, parameters);
    expect([...handFeatures(pictures.subarray(784, 2 * 784), parameters)]).toEqual([...all.subarray(32, 64)]);
  });
});
