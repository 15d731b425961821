import { expect, it } from "vitest";
import type { ReadString } from "../document/document.js";
import { fieldOf } from "../fields/field-of.js";
import { middleDigit, wantsMiddle } from "./middle-digit.js";
import type { Reading } from "./reading.js";

const [SIZE, one] = [{ height: 40, width: 100 }, fieldOf({ kind: "digits", length: 1 })];

/** What was read of digits that stand from some column to another. */
function reading(digits: readonly (readonly [value: number, left: number, right: number])[], confidence = 0.01): Reading {
  const box = { left: 0, top: 5, right: 100, bottom: 35 };
  const string: ReadString = {
    text: digits.map(([value]) => value).join(""),
    ...{ confidence, status: "review", reasons: [], box, alternatives: [] },
    digits: digits.map(([value, left, right]) => ({
      ...{ value, confidence: 0.9, top3: [], seen: new Uint8Array(784) },
      box: { ...box, left, right },
    })),
  };
  return { strings: [string], grids: [] };
}

it("is looked for where one digit is wanted and what was read is likelier wrong than right", () => {
  expect(wantsMiddle(one, reading([[1, 10, 20]]))).toBe(true);
  expect(wantsMiddle(one, reading([[1, 10, 20]], 0.5))).toBe(false);
  expect(wantsMiddle(one, { strings: [], grids: [] })).toBe(false);
  for (const field of [{ kind: "digits", length: 2 }, "amount"]) expect(wantsMiddle(fieldOf(field), reading([[1, 10, 20]]))).toBe(false);
});

it("is the digit closest to the middle, in the part up to its neighbors", () => {
  const middle = middleDigit(reading([[1, 0, 12], [9, 38.5, 66], [4, 80.2, 100]]), SIZE); // biome-ignore format: a row is a row
  expect(middle).toMatchObject({ digit: { value: 9 }, part: { left: 12, top: 0, right: 81, bottom: 40 }, isPlain: true });
  expect(middleDigit(reading([[3, 10, 40], [5, 38, 70]]), SIZE)?.part).toEqual({ left: 38, top: 0, right: 100, bottom: 40 }); // biome-ignore format: likewise
  expect(middleDigit(reading([[9, 38, 66]]), SIZE)).toBeUndefined();
});

it.each([
  ["others stand whole on the picture", [[1, 10, 20], [9, 38, 66]]], // biome-ignore format: a row is a row
  ["it is not over the middle", [[1, 0, 12], [9, 52, 76]]], // biome-ignore format: likewise
  ["the cut went through it, too", [[1, 0, 2], [9, 1, 90]]], // biome-ignore format: likewise
] as const)("is not plain where %s", (_, digits) => {
  expect(middleDigit(reading(digits), SIZE)?.isPlain).toBe(false);
});
