import { describe, expect, it } from "vitest";
import { LINE_CLASSES } from "../../data/class-names.js";
import { rng } from "../../engine/rng.js";
import { ctcLoss } from "../../losses/ctc.js";
import { frameTexts } from "./frame-texts.js";

const CLASSES = 4;

function someFrames(seed: number, frames: number) {
  const random = rng(seed);
  const probabilities = new Float64Array(frames * CLASSES);
  for (let frame = 0; frame < frames; frame++) {
    const row = Array.from({ length: CLASSES }, () => random.uniform() ** 3 + 1e-3);
    const sum = row.reduce((a, b) => a + b, 0);
    for (const [at, one] of row.entries()) probabilities[frame * CLASSES + at] = one / sum;
  }
  return { probabilities, frames, classes: CLASSES, blank: CLASSES - 1 };
}

describe("frameTexts", () => {
  it("finds the likeliest texts with their probabilities, of all there are", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const frames = someFrames(seed, 4);
      const all = textsUpTo(4)
        .map((text) => ({ text, probability: Math.exp(-ctcLoss(frames, [...text].map(Number))) }))
        .sort((one, other) => other.probability - one.probability);
      const found = frameTexts(frames, 3);
      expect(found[0]?.text).toBe(all[0]?.text);
      for (const { text, probability } of found) {
        const whole = all.find((one) => one.text === text)?.probability as number;
        expect(probability).toBeLessThanOrEqual(whole + 1e-12); // some of its ways were not followed
        expect(probability).toBeGreaterThan(0.95 * whole);
      }
    }
  });

  it("tries a digit in a frame that has a ten thousandth of it", () => {
    const texts = (share: number) =>
      frameTexts({ probabilities: [1 - share, share, 0, 0], frames: 1, classes: CLASSES, blank: CLASSES - 1 }, 9).map(({ text }) => text);
    expect(texts(1.1e-4)).toContain("1");
    expect(texts(0.9e-4)).not.toContain("1");
  });

  it("follows more beginnings than the few likeliest, whose ways may meet in a likelier text", () => {
    // Two frames: 0 to 3 look likelier at first, but 5 comes by (blank, 5), (5, blank) and (5, 5).
    const first = [0.2, 0.18, 0.17, 0.16, 0.1, 0.09, 0, 0, 0, 0, 0.1];
    const second = [0, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0.5];
    const [best] = frameTexts({ probabilities: [...first, ...second], frames: 2, classes: 11, blank: 10 }, 1);
    expect(best?.text).toBe("5");
    expect(best?.probability).toBeCloseTo(0.1 * 0.5 + 0.09 * 0.5 + 0.09 * 0.5, 9);
  });

  it("spells signs where the frames know them, on whichever side of the blank they stand", () => {
    const way = ["1", "blank", ".", "5", "5", "blank", "-"].map((name) => LINE_CLASSES.indexOf(name));
    const classes = LINE_CLASSES.length;
    const probabilities = Float64Array.from({ length: way.length * classes }, (_, at) =>
      Number(way[Math.floor(at / classes)] === at % classes),
    );
    expect(frameTexts({ probabilities, frames: way.length, classes, blank: 10 }, 1)).toEqual([{ text: "1.5-", probability: 1 }]);
  });

  it("reads a digit twice only where a blank stands between", () => {
    const spelled = (way: readonly number[]) => {
      const probabilities = Float64Array.from({ length: way.length * CLASSES }, (_, at) =>
        way[Math.floor(at / CLASSES)] === at % CLASSES ? 1 : 0,
      );
      return frameTexts({ probabilities, frames: way.length, classes: CLASSES, blank: CLASSES - 1 }, 1)[0];
    };
    expect(spelled([3, 1, 1, 3])).toEqual({ text: "1", probability: 1 });
    expect(spelled([1, 3, 1, 2])).toEqual({ text: "112", probability: 1 });
    expect(spelled([3, 3])).toEqual({ text: "", probability: 1 });
  });
});

function textsUpTo(length: number): string[] {
  if (length === 0) return [""];
  const shorter = textsUpTo(length - 1);
  return [...new Set([...shorter, ...shorter.flatMap((text) => ["0", "1", "2"].map((one) => text + one))])];
}
