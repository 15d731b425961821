import { expect, it } from "vitest";
import { READING_CLASSES } from "../../data/class-names.js";
import { digitSymbols } from "./digit-symbols.js";

/** A hundredth for each class, the rest for one. */
const mostly = (name: string, classes = READING_CLASSES.length) =>
  Float32Array.from(READING_CLASSES.slice(0, classes), (known) => Math.log(known === name ? 1 - 0.01 * (classes - 1) : 0.01));

it("says which sign it is where ink may stand for one, and nothing as often as ink that is no digit does", () => {
  const { symbols, other } = digitSymbols(mostly("-"), { nothing: Math.log(0.05) });
  expect(symbols[0]).toEqual({ text: "-", score: expect.closeTo(Math.log(0.95 * 0.78), 6) });
  const nothing = symbols.find(({ text }) => text === "")?.score as number;
  expect(nothing).toBeCloseTo(Math.log(0.05 * (0.78 + 12 * 0.01)), 6);
  expect(other).toBeCloseTo(Math.log(0.9), 6);
  expect(symbols.reduce((sum, { score }) => sum + Math.exp(score), 0)).toBeCloseTo(0.1 + 0.95 * 0.89 + 0.05 * 0.9, 6);
});

it("takes all signs for nothing where no digit is nothing, as in a grid's cell", () => {
  const { symbols } = digitSymbols(mostly("+"), { nothing: 0 });
  expect(symbols).toHaveLength(11);
  expect(symbols[0]).toEqual({ text: "", score: expect.closeTo(Math.log(0.9), 6) });
});

it("knows no sign by a network that knows none", () => {
  const { symbols, other } = digitSymbols(mostly("none", 11), { nothing: Math.log(0.05), belongs: -1 });
  expect(symbols.map(({ text }) => text).sort()).toEqual(["", ..."0123456789"].sort());
  expect(other).toBeCloseTo(Math.log(0.9) - 1, 6);
});
