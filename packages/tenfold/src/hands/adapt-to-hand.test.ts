import { beforeAll, describe, expect, it } from "vitest";
import { rng } from "../engine/rng.js";
import { renderStrokes } from "../image/digit/render-strokes.js";
import { longOne } from "../synthesis/digits/regional/ones.js";
import { barredSeven } from "../synthesis/digits/regional/sevens.js";
import { adaptToHand } from "./adapt-to-hand.js";
import { handFeatures } from "./hand-features.js";
import type { HandParameters } from "./hand-parameters.js";
import { loadHands } from "./load-hands.js";

let parameters: HandParameters;

beforeAll(async () => {
  parameters = await loadHands();
});

/** A hand with a flag at its ones and a bar through its sevens, and a network that takes the first one rather for a seven. */
function flagsAndBars(seed = 6, classes = 11): { logProbabilities: Float32Array; pictures: Uint8Array } {
  const random = rng(seed);
  const drawn = Array.from({ length: 24 }, (_, at) =>
    at % 2 === 0 ? { label: 1, strokes: longOne(random) } : { label: 7, strokes: barredSeven(random) },
  );
  const logProbabilities = new Float32Array(24 * classes).fill(Math.log(0.001));
  const pictures = new Uint8Array(24 * 784);
  drawn.forEach(({ label, strokes }, at) => {
    pictures.set(renderStrokes(strokes).pixels, at * 784);
    const [one, seven] = label === 7 ? [0.03, 0.9] : at === 0 ? [0.4, 0.55] : [0.8, 0.1];
    logProbabilities[at * classes + 1] = Math.log(one);
    logProbabilities[at * classes + 7] = Math.log(seven);
  });
  return { logProbabilities, pictures };
}

/** The digit that is the likeliest of a row of eleven. */
function likeliest(all: Float32Array, row = 0): number {
  const scores = all.subarray(row * 11, row * 11 + 10);
  return scores.indexOf(Math.max(...scores));
}

describe("adaptToHand", () => {
  it("reads a stroke with a flag as a 1 where the sevens have a bar, of nearly every writer", () => {
    const hands = Array.from({ length: 12 }, (_, seed) => flagsAndBars(seed));
    const right = hands.filter((digits) => likeliest(adaptToHand(digits, parameters).logProbabilities) === 1);
    expect(hands.every(({ logProbabilities }) => likeliest(logProbabilities) === 7)).toBe(true); // what came is not changed
    expect(right.length).toBeGreaterThanOrEqual(9);
  });

  it("counts the digits that it changed", () => {
    const digits = flagsAndBars();
    const { logProbabilities, isHeard, changed } = adaptToHand(digits, parameters);
    const rows = Array.from({ length: 24 }, (_, row) => row);
    expect(isHeard).toBe(true);
    expect(changed).toBe(rows.filter((row) => likeliest(logProbabilities, row) !== likeliest(digits.logProbabilities, row)).length);
    expect(changed).toBeGreaterThan(0);
  });

  it("leaves alone what is no digit, and how probable that is", () => {
    const digits = flagsAndBars();
    const { logProbabilities } = adaptToHand(digits, parameters);
    for (let row = 0; row < 24; row++) {
      const sum = (all: Float32Array) => all.subarray(row * 11, row * 11 + 10).reduce((total, score) => total + Math.exp(score), 0);
      expect(sum(logProbabilities)).toBeCloseTo(sum(digits.logProbabilities), 5);
      expect(logProbabilities[row * 11 + 10]).toBe(digits.logProbabilities[row * 11 + 10]);
    }
  });

  it("changes nothing where there is nobody to hear", () => {
    const { logProbabilities, pictures } = flagsAndBars();
    const one = { logProbabilities: logProbabilities.slice(0, 11), pictures: pictures.slice(0, 784) };
    expect(adaptToHand(one, parameters)).toEqual({ logProbabilities: one.logProbabilities, isHeard: false, changed: 0 });
    const none = { logProbabilities: new Float32Array(), pictures: new Uint8Array() };
    expect(adaptToHand(none, parameters)).toEqual({ logProbabilities: new Float32Array(), isHeard: false, changed: 0 });
  });

  it("refuses pictures and probabilities that do not belong together, and options it does not know", () => {
    const digits = flagsAndBars();
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
});

describe("handFeatures", () => {
  it("see the same whoever stands beside it", () => {
    const { pictures } = flagsAndBars();
    const all = handFeatures(pictures, parameters);
    expect([...handFeatures(pictures.subarray(784, 2 * 784), parameters)]).toEqual([...all.subarray(32, 64)]);
  });
});
