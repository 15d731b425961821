import { describe, expect, it } from "vitest";
import { LINE_CLASSES } from "../../data/class-names.js";
import type { Frames } from "../../losses/ctc.js";
import { withSecondOpinion } from "./second-opinion.js";

/** Frames of one digit each with a blank behind, by the probabilities of the digits; what is left is the blank's. */
function framesOf(...digits: readonly Readonly<Record<number, number>>[]): Frames {
  const probabilities = new Float64Array(digits.length * 2 * 11);
  for (const [at, shares] of digits.entries()) {
    let left = 1;
    for (const [digit, share] of Object.entries(shares)) {
      probabilities[2 * at * 11 + Number(digit)] = share;
      left -= share;
    }
    probabilities[2 * at * 11 + 10] = left;
    probabilities[(2 * at + 1) * 11 + 10] = 1;
  }
  return { probabilities, frames: 2 * digits.length, classes: 11, blank: 10 };
}

/** Frames of one character each, by the probabilities of signs and digits; what is left is the blank's. */
const signed = (...heard: readonly Readonly<Record<string, number>>[]): Frames => {
  const rows = heard.map((shares) => {
    const left = 1 - Object.values(shares).reduce((sum, one) => sum + one, 0);
    return LINE_CLASSES.map((name) => shares[name] ?? (name === "blank" ? left : 0));
  });
  return { probabilities: rows.flat(), frames: rows.length, classes: LINE_CLASSES.length, blank: 10 };
};

const reading = (written: string, confidence: number) => ({ written, confidence });

describe("withSecondOpinion", () => {
  it("is surer where both agree", () => {
    const [best] = withSecondOpinion([reading("17", 0.9), reading("11", 0.08)], framesOf({ 1: 1 }, { 7: 0.9, 1: 0.1 }));
    expect(best?.written).toBe("17");
    expect(best?.confidence).toBeCloseTo((0.9 * 0.9) / (0.9 * 0.9 + 0.08 * 0.1), 9);
  });

  it("follows whoever is surer where they differ, and says how sure that leaves it", () => {
    const readings = withSecondOpinion([reading("4", 0.6), reading("9", 0.4)], framesOf({ 9: 0.9, 4: 0.1 }));
    expect(readings.map(({ written }) => written)).toEqual(["9", "4"]);
    expect(readings[0]?.confidence).toBeCloseTo(0.36 / 0.42, 9);
  });

  it("is sure of nothing where each holds something else for certain", () => {
    const [best] = withSecondOpinion([reading("4", 0.99)], framesOf({ 9: 0.99, 4: 0.01 }));
    expect(best?.confidence).toBeCloseTo(0.5, 9);
  });

  it("leaves separators to the lattice, and counts the frames' say once for all ways to write the same digits", () => {
    const readings = withSecondOpinion([reading("1.5", 0.6), reading("1,5", 0.3)], framesOf({ 1: 1 }, { 5: 1 }));
    expect(readings.map(({ confidence }) => confidence)).toEqual([expect.closeTo(2 / 3, 9), expect.closeTo(1 / 3, 9)]);
  });

  it("has a say in signs where the frames know them", () => {
    const frames = signed({ 1: 1 }, { ".": 0.7, ",": 0.2 }, { 5: 1 });
    const readings = withSecondOpinion([reading("15", 0.5), reading("1.5", 0.3), reading("1,5", 0.2)], frames);
    const total = 0.5 * 0.1 + 0.3 * 0.7 + 0.2 * 0.2;
    expect(readings.map(({ written, confidence }) => [written, confidence])).toEqual([
      ["1.5", expect.closeTo((0.3 * 0.7) / total, 9)],
      ["15", expect.closeTo((0.5 * 0.1) / total, 9)],
      ["1,5", expect.closeTo((0.2 * 0.2) / total, 9)],
    ]);
  });

  it("doubts no digit for a sign that is taken for another, or for nothing", () => {
    const [best] = withSecondOpinion([reading("15-", 0.9)], signed({ 1: 1 }, { 5: 0.98 }, { "=": 0.9, "-": 0.05 }));
    expect(best?.confidence).toBeCloseTo((0.9 * 0.98) / (0.9 * 0.98 + 0.1 * 0.02), 9);
  });

  it("doubts a reading for a sign that is heard and that the field does not know", () => {
    const [best] = withSecondOpinion([reading("15", 0.9)], signed({ 1: 1 }, { "-": 0.8 }, { 5: 1 }), [".", ","]);
    expect(best?.confidence).toBeCloseTo((0.9 * 0.2) / (0.9 * 0.2 + 0.1 * 0.8), 9);
  });

  it("gives no reading a probability that the frames leave no room for", () => {
    expect(withSecondOpinion([reading("123456789", 0.9)], framesOf({ 1: 1 }))[0]?.confidence).toBe(0);
    expect(withSecondOpinion([], framesOf({ 1: 1 }))).toEqual([]);
  });
});
