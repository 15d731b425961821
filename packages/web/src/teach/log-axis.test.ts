import { describe, expect, it } from "vitest";
import { logAxis } from "./log-axis.js";

describe("an axis of ratios", () => {
  it("goes from the round number below all values to the one above", () => {
    const { ticks, position } = logAxis([0.03, 0.7]);
    expect(ticks).toEqual([0.02, 0.05, 0.1, 0.2, 0.5, 1]);
    expect([position(0.02), position(1)]).toEqual([0, 1]);
    expect(position(0.2) - position(0.1)).toBeCloseTo(position(0.1) - position(0.05));
  });

  it("has 0 at its lower end, below all others", () => {
    const { ticks, position } = logAxis([0, 0.2, 0.5]);
    expect(ticks).toEqual([0, 0.2, 0.5]);
    expect(position(0)).toBe(0);
    expect(position(0.2)).toBeGreaterThan(0.2);
  });

  it("has room for one value alone, and thins its numbers", () => {
    expect(logAxis([0.2]).ticks).toEqual([0.2, 0.5]);
    expect(logAxis([]).ticks.length).toBeGreaterThan(1);
    expect(logAxis([1e-6, 1]).ticks.length).toBeLessThanOrEqual(6);
  });
});
