import { describe, expect, it } from "vitest";
import { kindsOf, middleAround, type PieceShape, pieceShape } from "./piece-shape.js";

const likeliest = (shape: PieceShape) => Object.entries(kindsOf(shape)).sort(([, one], [, other]) => other - one)[0]?.[0];

describe("kindsOf", () => {
  it("tells digits, points, commas and dashes by size and place", () => {
    expect(likeliest({ height: 1, width: 0.7, middle: 0 })).toBe("digit");
    expect(likeliest({ height: 0.9, width: 0.15, middle: 0 })).toBe("digit"); // a one
    expect(likeliest({ height: 0.2, width: 0.2, middle: 0.4 })).toBe(".");
    expect(likeliest({ height: 0.4, width: 0.2, middle: 0.45 })).toBe(",");
    expect(likeliest({ height: 0.15, width: 0.5, middle: 0.03 })).toBe("-");
    expect(likeliest({ height: 0.1, width: 3, middle: 0.6 })).toBe("nothing"); // an underline
    expect(likeliest({ height: 0.2, width: 0.2, middle: -0.6 })).toBe("nothing"); // a speck above
  });

  it("weighs each kind by how frequent it is and how near its size and place are to the usual, in deviations", () => {
    const usual = (height: number, width: number, middle: number) => ({ height: Math.exp(height), width: Math.exp(width), middle });
    const ahead = (kind: "digit" | "." | "," | "-", shape: PieceShape) => kindsOf(shape)[kind] - kindsOf(shape).nothing;
    // log(prior / product of deviations) at its own usual size, less that of nothing, which is 0.94 and 0.65 deviations off in height and width
    const nothing = (...off: readonly number[]) => Math.log(0.06 / 0.6) - off.reduce((sum, one) => sum + one * one, 0) / 2;
    expect(ahead("digit", usual(-0.06, -0.35, 0.01))).toBeCloseTo(Math.log(0.75 / (0.3 * 0.45 * 0.2)) - nothing(0.94, 0.65, 0.01 / 0.6), 9);
    expect(ahead(".", usual(-1.6, -1.6, 0.4))).toBeCloseTo(Math.log(0.07 / (0.35 * 0.35 * 0.12)) - nothing(0.6, 0.6, 0.4 / 0.6), 9);
    expect(ahead(",", usual(-1, -1.5, 0.42))).toBeCloseTo(Math.log(0.05 / (0.3 * 0.4 * 0.13)) - nothing(0, 0.5, 0.7), 9);
    expect(ahead("-", usual(-1.7, -0.5, 0))).toBeCloseTo(Math.log(0.07 / (0.4 * 0.4 * 0.15)) - nothing(0.7, 0.5, 0), 9);
    // two deviations too high: exp(-2) of it
    const [digit, high] = [usual(-0.06, -0.35, 0.01), usual(0.54, -0.35, 0.01)];
    expect(ahead("digit", high) - ahead("digit", digit)).toBeCloseTo(-2 + (1.54 ** 2 - 0.94 ** 2) / 2, 9);
  });

  it("gives probabilities", () => {
    const sum = Object.values(kindsOf({ height: 0.5, width: 0.3, middle: 0.2 })).reduce((sum, score) => sum + Math.exp(score), 0);
    expect(sum).toBeCloseTo(1, 10);
  });
});

describe("pieceShape", () => {
  it("measures in heights of the line", () => {
    const shape = pieceShape({ left: 5, top: 30, right: 10, bottom: 50 }, { height: 40, middle: 20 });
    expect(shape).toEqual({ height: 0.5, width: 0.125, middle: 0.5 });
  });
});

describe("middleAround", () => {
  const box = (left: number, top: number, bottom: number) => ({ left, top, right: left + 20, bottom });

  it("follows a line that falls, and heeds no points", () => {
    const parts = [box(0, 0, 40), box(100, 20, 60), box(60, 70, 75)];
    expect(Math.abs(middleAround(parts, 40, 10) - 20)).toBeLessThan(2);
    expect(Math.abs(middleAround(parts, 40, 110) - 40)).toBeLessThan(2);
  });

  it("weighs what is a height away a quarter of what is there, and only what is more than 55 % as high as the line", () => {
    expect(middleAround([box(0, 0, 40), box(40, 40, 80)], 40, 10)).toBeCloseTo((20 + 60 / 4) / (1 + 1 / 4), 9);
    expect(middleAround([box(0, 0, 40), box(0, 40, 63)], 40, 10)).toBeCloseTo((20 + 51.5) / 2, 9);
    expect(middleAround([box(0, 0, 40), box(0, 40, 61)], 40, 10)).toBe(20);
  });

  it("is the middle of all where nothing is tall", () => {
    expect(middleAround([box(0, 10, 15), box(30, 20, 30)], 40, 0)).toBe(20);
  });
});
