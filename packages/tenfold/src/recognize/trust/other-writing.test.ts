import { expect, it } from "vitest";
import type { ReadString } from "../../document/document.js";
import { isOtherWriting, leftOut } from "./other-writing.js";

const line = (confidence: number, ...digits: number[]) =>
  ({ confidence, status: "review", digits: digits.map((confidence) => ({ confidence })) }) as unknown as ReadString;

it("takes what is hardly right, with digits that are not sure, for other writing", () => {
  expect(isOtherWriting(line(0.04, 0.9, 0.8))).toBe(true);
  expect(isOtherWriting(line(0.05, 0.9, 0.8))).toBe(false);
  expect(isOtherWriting(line(0.04, 0.99, 0.85))).toBe(false); // a long number, one of whose digits is open
  expect(isOtherWriting({ ...line(0.01, 0.5), status: "accepted" })).toBe(false);
});

it("says how many lines were left out", () => {
  expect([leftOut(0), leftOut(1), leftOut(6)]).toEqual([
    {},
    { notice: "1 line of other writing was left out" },
    { notice: "6 lines of other writing were left out" },
  ]);
});
