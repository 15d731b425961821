import { expect, it } from "vitest";
import { textSheet } from "./text-sheet.js";

const strip = (height: number, width: number) => ({
  className: "7",
  count: 5,
  height,
  width,
  pixels: new Uint8Array(height * width).fill(255),
});

it("draws a sign for 2 x 4 pixels, and larger pictures smaller, so that they fit a terminal", () => {
  expect(textSheet([strip(28, 156)])).toBe(`7\n${`${"█".repeat(78)}\n`.repeat(7)}\n`);
  const lines = textSheet([strip(500, 2516)]).split("\n");
  expect(lines.slice(1, -2).map((line) => line.length)).toEqual(new Array(8).fill(79));
});
