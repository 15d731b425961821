import { expect, it } from "vitest";
import type { Component } from "../../image/ink/connected-components.js";
import { withoutDots } from "./dots.js";

const ink = (width: number, height: number, filled = 1) =>
  ({ left: 0, top: 0, right: width, bottom: height, area: filled * width * height }) as Component;
const many = (count: number, dot: Component) => Array.from({ length: count }, () => dot);
const digit = ink(14, 24, 0.3);

it("leaves out dots where there are two hundred of them, small or round, and keeps what is written among them", () => {
  expect(withoutDots([...many(200, ink(3, 5)), digit, digit])).toEqual([digit, digit]);
  expect(withoutDots(many(300, ink(9, 8, 0.7)))).toEqual([]);
  expect(withoutDots([...many(300, ink(9, 8, 0.7)), digit, ink(4, 15)])).toEqual([digit]);
});

it("keeps all where dots are few, or not most of the ink", () => {
  expect(withoutDots([...many(199, ink(3, 3)), digit])).toHaveLength(200);
  expect(withoutDots([...many(200, ink(3, 3)), ...many(60, digit)])).toHaveLength(260);
  expect(withoutDots(many(300, digit))).toHaveLength(300);
  expect(withoutDots(many(300, ink(3, 12)))).toHaveLength(300); // bars, as ones are
  expect(withoutDots(many(300, ink(10, 10, 0.59)))).toHaveLength(300); // round and open, as zeros are
  expect(withoutDots(many(300, ink(10, 10, 0.6)))).toEqual([]);
});
