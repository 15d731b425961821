import { expect, it } from "vitest";
import type { Decoded } from "./decode.js";
import { pooled } from "./pooled.js";

const shares = (value: number, confidence: number) =>
  Array.from({ length: 10 }, (_, one) => (one === value ? confidence : (1 - confidence) / 9));

/** A look that reads so, as surely as told. */
function look(fits: number, ...readings: [text: string, confidence: number][]): Decoded {
  const [best] = readings;
  const digits = Array.from(best?.[0] ?? "", (digit) => {
    const all = shares(Number(digit), best?.[1] ?? 0);
    return { value: Number(digit), confidence: all[Number(digit)] as number, top3: [], all, piece: {} as never };
  });
  return { readings: readings.map(([text, confidence]) => ({ text, value: text, written: text, confidence })), digits, way: [], fits };
}

it("takes the mean of what each look gives a text, none where it does not name it", () => {
  const { readings, fits } = pooled([look(1, ["71", 0.9], ["11", 0.1]), look(0.7, ["11", 0.6], ["71", 0.3]), look(0.4)], 5);
  expect(readings.map(({ text, confidence }) => [text, Number(confidence.toFixed(9))])).toEqual([
    ["71", 0.4],
    ["11", 0.233333333],
  ]);
  expect(fits).toBeCloseTo(0.7, 12);
});

it("shows the ink of the first look that reads so, and each digit's probability over all looks", () => {
  const [one, two, three] = [look(1, ["42", 0.5]), look(1, ["13", 0.9]), look(1, ["13", 0.8])];
  const { readings, digits } = pooled([one, two, three, look(1, ["1", 1])], 5);
  expect(readings[0]?.text).toBe("13");
  // Three looks have two digits: (0.9 + 0.8 + 0.5 / 9) / 4
  expect(digits[0]?.confidence).toBeCloseTo((0.9 + 0.8 + 0.5 / 9) / 4, 12);
  expect(digits[0]?.top3[0]?.value).toBe(1);
});

it("is the look itself where there is one, and has as many readings as are wanted", () => {
  const one = look(0.5, ["1", 0.4], ["2", 0.3]);
  expect(pooled([one], 5)).toBe(one);
  expect(pooled([one, one], 1).readings).toHaveLength(1);
});
