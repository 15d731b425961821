import { expect, it } from "vitest";
import type { Component } from "../../image/ink/connected-components.js";
import { withoutCutOff } from "./cut-off-ink.js";

const ink = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom }) as Component;
const size = { height: 60, width: 100 };
const digit = ink(30, 10, 50, 50);
const kept = (...all: Component[]) => withoutCutOff(all, size);

it("leaves out what is narrow at an edge and apart from the rest", () => {
  expect(kept(digit, ink(0, 10, 14, 50), ink(90, 20, 100, 40))).toEqual([digit]);
});

it("keeps what is wide, what is near the rest, and what does not touch an edge", () => {
  for (const other of [ink(0, 10, 18, 50), ink(0, 10, 27, 50), ink(3, 10, 14, 50)]) expect(kept(digit, other)).toEqual([digit, other]);
});

it("keeps all of a picture that is cut to its ink, and of one where everything touches the edges", () => {
  const high = ink(30, 1, 50, 59);
  expect(kept(high, ink(0, 1, 12, 59))).toHaveLength(2);
  expect(kept(ink(0, 10, 12, 50), ink(88, 10, 100, 50))).toHaveLength(2);
});
