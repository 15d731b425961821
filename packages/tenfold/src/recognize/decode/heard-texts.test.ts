import { describe, expect, it } from "vitest";
import { automatonOf } from "../../fields/automata/automaton-of.js";
import { digits } from "../../fields/automata/grammar.js";
import { freeSums } from "./free-sums.js";
import { heardTexts } from "./heard-texts.js";
import { waysThrough } from "./ways.js";

/** One digit, of which the ink says 7 or 1, and a frame what it hears. */
function heard(shares: Readonly<Record<number, number>>, { known = "", length = 1 } = {}) {
  const box = { left: 0, top: 0, right: 1, bottom: 1 };
  const symbols = [7, 1, 4].map((digit) => ({ text: String(digit), score: Math.log(digit === 7 ? 0.6 : digit === 1 ? 0.3 : 0.1) }));
  const ways = waysThrough({ cuts: 1, pieces: [{ from: 0, to: 1, box, symbols }] });
  const probabilities = Array.from({ length: 11 }, (_, of) => shares[of] ?? 0);
  const likely = [{ text: known, share: 0.6, weight: 0 }];
  return heardTexts({ probabilities, frames: 1, classes: 11, blank: 10 }, ways, freeSums(ways).mass, automatonOf(digits(length)), likely);
}

describe("heardTexts", () => {
  it("are what frames say with a probability of a hundredth, with what the ink says of it", () => {
    expect(heard({ 1: 0.011, 10: 0.989 })).toEqual([{ text: "1", share: expect.closeTo(0.3, 9), weight: 0 }]);
    expect(heard({ 1: 0.009, 10: 0.991 })).toEqual([]);
  });

  it("are none that are known already, that the ink cannot be, or that the field does not admit", () => {
    expect(heard({ 1: 0.6, 4: 0.4 }, { known: "1" }).map(({ text }) => text)).toEqual(["4"]);
    expect(heard({ 2: 1 })).toEqual([]);
    expect(heard({ 1: 1 }, { length: 2 })).toEqual([]);
  });

  it("are five of the frames' at most", () => {
    // 0, 2, 3, 5 and 6 are heard better, and the ink is none of them.
    expect(heard({ 0: 0.18, 2: 0.18, 3: 0.18, 5: 0.18, 6: 0.18, 1: 0.1 })).toEqual([]);
    expect(heard({ 0: 0.18, 2: 0.18, 3: 0.18, 5: 0.18, 1: 0.1, 10: 0.18 })).toEqual([]); // nothing is heard best as well
    expect(heard({ 0: 0.2, 2: 0.2, 3: 0.2, 5: 0.2, 1: 0.2 }).map(({ text }) => text)).toEqual(["1"]);
  });
});
