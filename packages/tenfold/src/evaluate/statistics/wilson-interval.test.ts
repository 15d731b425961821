import { expect, test } from "vitest";
import { wilsonInterval } from "./wilson-interval.js";

const Z2 = 1.959963984540054 ** 2;

test("48 mistakes in 10,000 images leave 99.36 % to 99.64 %", () => {
  const [from, to] = wilsonInterval(9952, 10000);
  expect(from).toBeCloseTo(0.99364, 5);
  expect(to).toBeCloseTo(0.99638, 5);
});

test("all right or all wrong: the interval is z² / (n + z²) wide and touches the end", () => {
  expect(wilsonInterval(0, 10)[0]).toBe(0);
  expect(wilsonInterval(0, 10)[1]).toBeCloseTo(Z2 / (10 + Z2), 12);
  expect(wilsonInterval(10, 10)[0]).toBeCloseTo(10 / (10 + Z2), 12);
  expect(wilsonInterval(10, 10)[1]).toBe(1);
});

test("without images anything may be true", () => {
  expect(wilsonInterval(0, 0)).toEqual([0, 1]);
});
