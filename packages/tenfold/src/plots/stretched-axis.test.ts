import { expect, test } from "vitest";
import { stretchedAxis } from "./stretched-axis.js";

test("runs from the last round number below the values to the first one above", () => {
  const { domain, ticks } = stretchedAxis([0.0048, 0.07], { constant: 0.002, pixels: 190 });
  expect(domain).toEqual([0.002, 0.1]);
  expect(ticks).toEqual([0.002, 0.005, 0.01, 0.02, 0.05, 0.1]);
});

test("has a place for zero", () => {
  const { domain, position } = stretchedAxis([0, 0.3], { constant: 0.01, pixels: 190 });
  expect(domain).toEqual([0, 0.5]);
  expect(position(0)).toBe(0);
  expect(position(0.5)).toBe(1);
});

test("gives small differences near zero more room than large values get", () => {
  const { position } = stretchedAxis([0.004, 0.09], { constant: 0.002, pixels: 190 });
  expect(position(0.006) - position(0.005)).toBeGreaterThan(5 * (position(0.081) - position(0.08)));
});

test("leaves out ticks that would touch", () => {
  const { ticks } = stretchedAxis([0.4, 900], { constant: 0.01, pixels: 190 });
  expect(ticks.length).toBeLessThanOrEqual(8);
  expect(ticks).toContain(0.2);
});

test("ends at the most that makes sense", () => {
  expect(stretchedAxis([0.9, 0.95], { constant: 0.002, pixels: 190, most: 1 }).domain).toEqual([0.5, 1]);
  expect(stretchedAxis([1, 1], { constant: 0.002, pixels: 190, most: 1 }).domain).toEqual([1, 1]);
});
