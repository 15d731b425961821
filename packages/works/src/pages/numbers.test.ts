import { describe, expect, test } from "vitest";
import { duration, percent, plural, rough, threeDigits, whole } from "./numbers.js";

describe("percent", () => {
  test.each([
    [0.9952, "99.52\u00a0%"],
    [1, "100\u00a0%"],
    [0, "0\u00a0%"],
    [0.5, "50.00\u00a0%"],
  ])("%d is written %s", (share, text) => expect(percent(share)).toBe(text));

  test("one mistake in a million is not rounded to 100 %", () => {
    expect(percent(1 - 1e-6)).toBe("99.9999\u00a0%");
    expect(percent(1e-6)).toBe("0.0001\u00a0%");
  });
});

test.each([
  [4.26, "4.3 s"],
  [59.96, "1 min 0 s"],
  [125, "2 min 5 s"],
  [3780, "1 h 3 min"],
])("%d seconds are written %s", (seconds, text) => expect(duration(seconds)).toBe(text));

test("large numbers are grouped or rounded to words, small ones keep three digits", () => {
  expect(whole(10000)).toBe("10,000");
  expect(rough(11935000)).toBe("11.9 million");
  expect(threeDigits(0.015324)).toBe("0.0153");
  expect(plural(1, "time")).toBe("1 time");
  expect(plural(2500, "image")).toBe("2,500 images");
});

test("what is not a number is called so", () => {
  for (const write of [percent, duration, whole, rough, threeDigits]) expect(write(Number.NaN)).toBe("not a number");
});
