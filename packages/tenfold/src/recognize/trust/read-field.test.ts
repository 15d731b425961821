import { expect, it } from "vitest";
import { fieldCache } from "../../fields/field-cache.js";
import type { Lattice, Piece } from "../lattice.js";
import { readField } from "./read-field.js";

const digits = fieldCache()("digits");

/** A line of digits that are so sure, 10 pixels wide and `height` high each, with so much ink. */
function line(text: string, { sure = 0.999, height = 20, top = 0, ink = 50 } = {}): Lattice {
  const pieces = Array.from(text, (digit, at): Piece => {
    const box = { left: 12 * at, right: 12 * at + 10, top, bottom: top + height };
    const none = digit === "~";
    const symbols = none ? [{ text: "", score: Math.log(sure) }] : [{ text: digit, score: Math.log(sure) }];
    return { from: at, to: at + 1, box, ink, symbols: [...symbols, { text: "0", score: Math.log(1 - sure) }] };
  });
  return { cuts: pieces.length, pieces };
}

const read = (...lines: Lattice[]) => readField(lines, digits, { maxError: 0.05 });

it("is the line with the most ink in digits that are sure, rather than a scratch that surely looks like a 1", () => {
  expect(read(line("1", { sure: 0.99999, ink: 20, height: 8, top: 60 }), line("4715", { sure: 0.99 })).text).toBe("4715");
  // print below, with more ink, is read as digits by nobody
  expect(read(line("47", { sure: 0.99 }), line("8888888", { sure: 0.3, ink: 60, height: 9, top: 70 })).text).toBe("47");
});

it("says which share of the ink is explained, and accepts nothing below 0.8", () => {
  expect(read(line("4711"))).toMatchObject({ text: "4711", explained: 1, status: "accepted" });
  expect(read(line("471~1"))).toMatchObject({ text: "4711", explained: 0.8, status: "accepted" });
  const { explained, status, reasons } = read(line("47~1"));
  expect([explained, status]).toEqual([0.75, "review"]);
  const { pieces } = line("47~1");
  expect(read(line("47~1")).unexplained).toEqual([pieces[2]?.box]);
  expect(read(line("47~~1")).unexplained).toEqual([{ left: 24, right: 46, top: 0, bottom: 20 }]);
  expect(reasons[0]).toBe("25 % of the ink in the line is in none of its digits");
});

it("counts ink of a like height beside the line against it, and not what lies far below or is print", () => {
  const explained = (other: Lattice) => read(line("4711"), other).explained;
  expect(read(line("4711")).unexplained).toBeUndefined();
  expect(read(line("4711"), line("1", { top: 25, ink: 100 })).unexplained).toHaveLength(1);
  expect(explained(line("1", { top: 25, ink: 100 }))).toBeCloseTo(200 / 300, 12);
  expect(explained(line("1", { top: 33, ink: 100 }))).toBe(1);
  expect(explained(line("1", { top: 25, height: 10, ink: 100 }))).toBeCloseTo(200 / 300, 12);
  expect(explained(line("1", { top: 25, height: 9, ink: 100 }))).toBe(1);
});
