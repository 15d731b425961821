import { beforeAll, describe, expect, it } from "vitest";
import { flagsAndBars } from "../../test/flags-and-bars.js";
import { rng } from "../engine/rng.js";
import { renderStrokes } from "../image/digit/render-strokes.js";
import { closedFour, ringZero } from "../synthesis/digits/regional/plain-forms.js";
import { doubtfulLabels } from "./doubtful-labels.js";
import type { HandParameters } from "./hand-parameters.js";
import type { LabelledDigits } from "./labelled-digits.js";
import { loadHands } from "./load-hands.js";

let parameters: HandParameters;

beforeAll(async () => {
  parameters = await loadHands();
});

/** A hand's zeros and fours, by turns, and its ones and sevens. */
function hand(seed: number): { pictures: Uint8Array; labels: number[] } {
  const random = rng(seed);
  const plain = Array.from({ length: 12 }, (_, at) => ({
    label: at % 2 === 0 ? 0 : 4,
    pixels: renderStrokes(at % 2 === 0 ? ringZero(random) : closedFour(random)).pixels,
  }));
  const digits = [...plain, ...flagsAndBars(seed, 12)];
  const pictures = new Uint8Array(digits.length * 784);
  for (const [at, { pixels }] of digits.entries()) pictures.set(pixels, at * 784);
  return { pictures, labels: digits.map(({ label }) => label) };
}

const doubted = (digits: LabelledDigits) => doubtfulLabels(digits, parameters);

describe("doubtfulLabels", () => {
  it("doubts few of what is labelled rightly, and nearly all that lies in another folder", () => {
    let [wrongly, rightly] = [0, 0];
    for (let seed = 0; seed < 20; seed++) {
      const { pictures, labels } = hand(seed);
      wrongly += doubted({ pictures, labels }).length;
      const misfiled = labels.map((label, at) => (at === 2 ? 4 : label));
      rightly += doubted({ pictures, labels: misfiled }).some(({ place, like }) => place === 2 && like === 0) ? 1 : 0;
    }
    expect(wrongly).toBeLessThan(20 * 24 * 0.06); // flags and bars are drawn anew each time; a person's are more alike
    expect(rightly).toBeGreaterThanOrEqual(18);
  });

  it("doubts all of two classes that were confused", () => {
    const { pictures, labels } = hand(3);
    const confused = labels.map((label) => (label === 0 ? 4 : label === 4 ? 0 : label));
    expect(doubted({ pictures, labels: confused })).toEqual(
      Array.from({ length: 12 }, (_, place) => ({ place, like: place % 2 === 0 ? 0 : 4 })),
    );
  });

  it("refuses what are no labels", () => {
    const { pictures, labels } = hand(5);
    expect(() => doubted({ pictures, labels: labels.slice(1) })).toThrow(
      "doubtfulLabels: 24 pictures but 23 labels came; pass one a picture",
    );
  });
});
