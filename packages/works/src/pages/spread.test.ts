import { expect, it } from "vitest";
import { intervalText, percentSpread, points, pValue, spread } from "./spread.js";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

it("writes means with their spread, and a single value without", () => {
  expect(plain(percentSpread({ count: 3, mean: 0.99634, sd: 0.00021 }))).toBe("99.63 ± 0.02 %");
  expect(plain(percentSpread({ count: 1, mean: 0.5, sd: null }))).toBe("50.00 %");
  expect(plain(spread({ count: 3, mean: 12.345, sd: 0.41 }))).toBe("12.3 ± 0.4");
  expect(plain(spread({ count: 3, mean: 0.2012, sd: 0.0019 }))).toBe("0.201 ± 0.002");
  expect(plain(spread({ count: 3, mean: 1234, sd: 56 }))).toBe("1234 ± 56");
  expect(plain(spread({ count: 2, mean: 0, sd: 0 }))).toBe("0.00 ± 0.00");
  expect(spread({ count: 1, mean: 12.345, sd: null })).toBe("12.3");
});

it("writes differences with their sign, except for none", () => {
  expect([0.0012, -0.0003, 0.00001, 0].map(points)).toEqual(["+0.12", "−0.03", "0.00", "0.00"]);
  expect(intervalText({ count: 3, mean: 0, sd: 1, interval: [-0.001, 0.002] })).toBe("−0.10 to +0.20");
  expect(intervalText({ count: 1, mean: 0, sd: null, interval: null })).toBe("needs 2 seeds");
});

it("writes p-values with two digits, and very small ones as such", () => {
  expect([1, 0.99999, 0.031234, 0.00001].map(pValue)).toEqual(["1", "1", "0.031", "< 0.0001"]);
});

it("writes no p-value as 1 that is not 1 to two digits, and none as smaller than it is", () => {
  expect([0.996, 0.994, 0.96, 0.95, 0.5].map(pValue)).toEqual(["1", "0.99", "0.96", "0.95", "0.5"]);
  expect([0.0504, 0.0496, 0.00012, 0.0001, 0.000099].map(pValue)).toEqual(["0.05", "0.05", "0.00012", "0.0001", "< 0.0001"]);
});
