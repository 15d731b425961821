import { expect, it } from "vitest";
import { zoomedAxis } from "./zoomed-axis.js";

it("has round ticks around the values", () => {
  const { domain, ticks, position } = zoomedAxis([0.991, 0.9965], { most: 1, count: 4 });
  expect(domain[0]).toBeLessThan(0.991);
  expect(domain[1]).toBeGreaterThan(0.9965);
  expect(ticks).toEqual([0.992, 0.994, 0.996]);
  expect([position(domain[0]), position(domain[1])]).toEqual([0, 1]);
});

it("never goes past what makes sense", () => {
  expect(zoomedAxis([0.99, 1], { most: 1, count: 4 }).domain[1]).toBe(1);
});

it.each([[[0]], [[1, 1]], [[0.9963]]])("takes values that are all the same: %j", (values) => {
  const { domain, ticks } = zoomedAxis(values, { most: 1, count: 4 });
  expect(domain[1]).toBeGreaterThan(domain[0]);
  expect(ticks.length).toBeGreaterThan(1);
  expect(ticks.length).toBeLessThan(8);
});
