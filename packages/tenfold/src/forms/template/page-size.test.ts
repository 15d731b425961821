import { expect, it } from "vitest";
import { likelySize, sizeNamed } from "./page-size.js";

it("knows papers upright and lying", () => {
  expect([sizeNamed("A4"), sizeNamed("A4 landscape"), sizeNamed("letter")]).toEqual([
    [210, 297],
    [297, 210],
    [215.9, 279.4],
  ]);
});

it("takes sides for a paper's that are 1.5 % off at most, as a scanner's glass begins within the sheet", () => {
  const a5 = (off: number) => likelySize(148 * (1 - off), 210 * (1 - off), { inMillimeters: true });
  expect([a5(0.014), a5(0.016)]).toEqual(["A5", undefined]);
});

it("takes a proportion for A4's or letter's where nothing is known of millimeters", () => {
  const proportion = (ratio: number) => likelySize(1000 * ratio, 1000, { inMillimeters: false });
  expect([proportion(210 / 297), proportion(297 / 210), proportion(215.9 / 279.4)]).toEqual(["A4", "A4 landscape", "letter"]);
  expect(proportion((210 / 297) * 1.02)).toBeUndefined();
});
