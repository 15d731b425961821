import { expect, it } from "vitest";
import { rng } from "../../engine/rng.js";
import { drawHand } from "./hand.js";
import { LETTERS_DRAWN, letterMark } from "./letter-mark.js";

it("draws capitals about as high as digits and small letters half as high, on their line", () => {
  const random = rng(3);
  for (const letter of LETTERS_DRAWN) {
    const hand = drawHand(random);
    const { ink, lift, text } = letterMark(random, letter, hand);
    expect(text).toBe(letter);
    const high = ink.height / hand.height;
    expect(high).toBeGreaterThan(/[rs]/.test(letter) ? 0.4 : 0.75);
    expect(high).toBeLessThan(/[rs]/.test(letter) ? 0.95 : 1.5);
    expect(Math.abs(lift)).toBeLessThan(0.1 * hand.height);
  }
});

it("refuses a letter that no hand draws", () => {
  const random = rng(3);
  expect(() => letterMark(random, "Q", drawHand(random))).toThrow('no hand draws "Q"');
});
