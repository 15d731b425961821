import { expect, it } from "vitest";
import { HALF_MAX, halfBits, halfValue } from "./half-float.js";

it("gives back every one of the 65,536 halves", () => {
  for (let half = 0; half < 0x10000; half++) {
    const value = halfValue(half);
    if (Number.isNaN(value)) expect(halfBits(value)).toBe(0x7e00);
    else if (halfBits(value) !== half) throw new Error(`${half} became ${halfBits(value)}`);
  }
});

it("knows the numbers of the standard", () => {
  expect([0x3c00, 0xc000, 0x7bff, 0x0001, 0x0400, 0x3555].map(halfValue)).toEqual([1, -2, HALF_MAX, 2 ** -24, 2 ** -14, 0.333251953125]);
});

it("rounds to the nearest, ties to even, at every size", () => {
  for (const low of [0x0000, 0x0001, 0x03fe, 0x03ff, 0x0400, 0x3bff, 0x3c00, 0x3c01, 0x7bfe]) {
    const [a, b] = [halfValue(low), halfValue(low + 1)];
    const middle = (a + b) / 2;
    expect(halfBits(middle)).toBe(low % 2 ? low + 1 : low);
    expect(halfBits(middle - (b - a) / 1024)).toBe(low);
    expect(halfBits(-(middle + (b - a) / 1024))).toBe(0x8000 | (low + 1));
  }
});

it("makes infinity of what is too large, and 0 of what is too small", () => {
  expect([65519.99, 65520, -1e30, 2 ** -25, 2 ** -25 * 1.001, 1e-30, -0].map(halfBits)).toEqual([0x7bff, 0x7c00, 0xfc00, 0, 1, 0, 0x8000]);
});
