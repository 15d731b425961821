import { describe, expect, it } from "vitest";
import { rng } from "../engine/rng.js";
import { ctcLoss, ctcPlaces } from "./ctc.js";
import { ctcText } from "./ctc-text.js";

const [FRAMES, CLASSES] = [5, 4];
const BLANK = CLASSES - 1;

function softmaxRows(logits: Float64Array): Float64Array {
  const rows = logits.map(Math.exp);
  for (let row = 0; row < rows.length; row += CLASSES) {
    const sum = rows.subarray(row, row + CLASSES).reduce((a, b) => a + b, 0);
    for (let at = row; at < row + CLASSES; at++) rows[at] = (rows[at] as number) / sum;
  }
  return rows;
}

function someLogits(seed: number): Float64Array {
  const random = rng(seed);
  return Float64Array.from({ length: FRAMES * CLASSES }, () => 4 * random.uniform() - 2);
}

const frames = (probabilities: Float64Array) => ({ probabilities, frames: FRAMES, classes: CLASSES, blank: BLANK });

/** What a way through the frames spells: repetitions once, blanks left out. */
function spelled(way: readonly number[]): string {
  return way.filter((one, at) => one !== BLANK && one !== way[at - 1]).join("");
}

/** The probability of every text, by going every way. */
function everyText(probabilities: Float64Array): Map<string, number> {
  const texts = new Map<string, number>();
  for (let number = 0; number < CLASSES ** FRAMES; number++) {
    const way = Array.from({ length: FRAMES }, (_, at) => Math.floor(number / CLASSES ** at) % CLASSES);
    const share = way.reduce((product, one, frame) => product * (probabilities[frame * CLASSES + one] as number), 1);
    texts.set(spelled(way), (texts.get(spelled(way)) ?? 0) + share);
  }
  return texts;
}

describe("ctcLoss", () => {
  it("sums every way to spread a text over the frames", () => {
    const probabilities = softmaxRows(someLogits(1));
    const texts = everyText(probabilities);
    expect(texts.size).toBeGreaterThan(100);
    for (const [text, share] of texts) {
      expect(Math.exp(-ctcLoss(frames(probabilities), [...text].map(Number)))).toBeCloseTo(share, 12);
    }
  });

  it.each([[[]], [[0]], [[1, 1]], [[2, 0, 1]], [[0, 0, 0]]])("has the gradient that small steps show, for %j", (text) => {
    const logits = someLogits(2 + text.length);
    const gradient = new Float64Array(logits.length);
    ctcLoss(frames(softmaxRows(logits)), text, gradient);
    const step = 1e-5;
    for (let at = 0; at < logits.length; at++) {
      const [up, down] = [1, -1].map((sign) => {
        const moved = logits.slice();
        moved[at] = (moved[at] as number) + sign * step;
        return ctcLoss(frames(softmaxRows(moved)), text);
      }) as [number, number];
      expect(gradient[at]).toBeCloseTo((up - down) / (2 * step), 7);
    }
  });

  it("is infinite where the frames leave no room, and leaves the gradient alone", () => {
    const probabilities = softmaxRows(someLogits(9));
    const gradient = new Float64Array(probabilities.length).fill(7);
    expect(ctcLoss(frames(probabilities), [1, 1, 1, 1], gradient)).toBe(Number.POSITIVE_INFINITY);
    expect(ctcLoss(frames(probabilities), [0, 1, 2, 0, 1, 2], gradient)).toBe(Number.POSITIVE_INFINITY);
    expect(new Set(gradient)).toEqual(new Set([7]));
  });

  it("bears frames that are quite sure, and many of them", () => {
    const count = 2000;
    const sure = Float64Array.from({ length: count * CLASSES }, (_, at) => (at % CLASSES === BLANK ? 1 - 3e-9 : 1e-9));
    const loss = ctcLoss({ ...frames(sure), frames: count }, [0, 1]);
    expect(loss).toBeGreaterThan(20);
    expect(loss).toBeLessThan(40);
  });

  it("tells how surprising the least is that float32 can hold: a frame of it is no lack of room", () => {
    const least = 2 ** -149;
    const probabilities = Float64Array.from({ length: 2 * CLASSES }, (_, at) =>
      at % CLASSES === 0 ? least : at % CLASSES === BLANK ? 1 - least : 0,
    );
    expect(ctcLoss({ ...frames(probabilities), frames: 1 }, [0])).toBeCloseTo(149 * Math.LN2, 9);
    const all = Float64Array.from({ length: 2 * CLASSES }, (_, at) => (at % CLASSES === 0 ? least : at % CLASSES === 1 ? 1 - least : 0));
    expect(ctcLoss({ ...frames(all), frames: 2 }, [0])).toBeCloseTo(2 * 149 * Math.LN2, 9);
  });

  it.each([BLANK, -1, 1.5, Number.NaN])("refuses %d in a text", (one) => {
    expect(() => ctcLoss(frames(softmaxRows(someLogits(3))), [one])).toThrow("is no class; wanted are 0 to 3 without the blank, 3");
  });
});

describe("a blank that is not the last class", () => {
  /** The classes in another order: the blank goes to the second place, those behind it move on. */
  const moved = (one: number) => (one === BLANK ? 1 : one === 0 ? 0 : one + 1);
  const rows = softmaxRows(someLogits(6));
  const other = new Float64Array(rows.length);
  for (const [at, share] of rows.entries()) other[at - (at % CLASSES) + moved(at % CLASSES)] = share;
  const middle = { ...frames(other), blank: 1 };

  it("is the same loss, the same places and the same gradient in another order", () => {
    const text = [1, 2, 2];
    const [last, here] = [new Float64Array(rows.length), new Float64Array(rows.length)];
    expect(ctcLoss(middle, text.map(moved), here)).toBeCloseTo(ctcLoss(frames(rows), text, last), 12);
    for (const [at, slope] of last.entries()) expect(here[at - (at % CLASSES) + moved(at % CLASSES)]).toBeCloseTo(slope, 12);
    expect(ctcPlaces(middle, text.map(moved))).toEqual(ctcPlaces(frames(rows), text));
    expect(ctcText(middle)).toEqual(ctcText(frames(rows)).map(moved));
  });

  it("is no character of a text", () => {
    expect(() => ctcLoss(middle, [1])).toThrow("ctcLoss: 1 in the text is no class; wanted are 0 to 3 without the blank, 1");
    expect(ctcLoss(middle, [3])).toBeLessThan(20);
  });
});

describe("ctcPlaces", () => {
  it("says where each symbol stands, by every way that spells the text", () => {
    const probabilities = softmaxRows(someLogits(4));
    const text = [1, 0, 1];
    const places = ctcPlaces(frames(probabilities), text) as Float64Array;
    const expected = new Float64Array(text.length * FRAMES);
    let total = 0;
    for (let number = 0; number < CLASSES ** FRAMES; number++) {
      const way = Array.from({ length: FRAMES }, (_, at) => Math.floor(number / CLASSES ** at) % CLASSES);
      if (spelled(way) !== text.join("")) continue;
      const share = way.reduce((product, one, frame) => product * (probabilities[frame * CLASSES + one] as number), 1);
      total += share;
      let symbol = -1;
      for (const [frame, one] of way.entries()) {
        if (one !== BLANK && one !== way[frame - 1]) symbol++;
        if (one !== BLANK) expected[symbol * FRAMES + frame] = (expected[symbol * FRAMES + frame] as number) + share;
      }
    }
    for (const [at, share] of places.entries()) expect(share).toBeCloseTo((expected[at] as number) / total, 12);
  });

  it("is nothing where the frames leave no room", () => {
    expect(ctcPlaces(frames(softmaxRows(someLogits(4))), [1, 1, 1, 1])).toBeUndefined();
  });
});
