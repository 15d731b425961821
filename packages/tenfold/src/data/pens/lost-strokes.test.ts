import { describe, expect, it } from "vitest";
import { hasLostStrokes } from "./lost-strokes.js";
import { asLabeled } from "./unipen-errata.js";

const standing = [10, 0, 11, 20, 10, 40, 9, 60];
const lying = [0, 10, 20, 11, 40, 10];
const bar = [-20, 30, 30, 28];
const of = (label: string, ...strokes: number[][]) => ({ label, writer: "a", strokes });

describe("hasLostStrokes", () => {
  it("tells a digit of which only a line is left", () => {
    expect(hasLostStrokes(of("4", standing))).toBe(true);
    expect(hasLostStrokes(of("0", [0, 0, 20, 40]))).toBe(true);
    expect(hasLostStrokes(of("X", [0, 0, 20, 40]))).toBe(true);
    expect(hasLostStrokes(of("4", standing, bar))).toBe(false);
    expect(hasLostStrokes(of("0", [0, 0, 20, 0, 20, 40, 0, 40, 0, 0]))).toBe(false);
  });

  it("lets a one be a line that stands, and not one that lies", () => {
    expect(hasLostStrokes(of("1", standing))).toBe(false);
    expect(hasLostStrokes(of("1", [0, 0, 30, 40]))).toBe(false);
    expect(hasLostStrokes(of("1", lying))).toBe(true);
  });

  it("lets what is a line be one, and a dot of what is none is lost", () => {
    for (const label of "-/|l.,:") expect(hasLostStrokes(of(label, lying))).toBe(false);
    for (const label of "410=") expect(hasLostStrokes(of(label, [5, 5]))).toBe(true);
    expect(hasLostStrokes(of(".", [5, 5]))).toBe(false);
  });
});

it("leaves out what lost strokes, and what was seen to be something else", () => {
  const seen = { ...of("7", standing, bar), id: "1a/aga/crlmtchl#19" };
  const samples = [of("4", standing, bar), of("4", standing), seen, { ...seen, id: "1a/aga/crlmtchl#20" }];
  expect(asLabeled(samples)).toEqual([samples[0], samples[3]]);
});
