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

  it("is the middle of all where nothing is tall", () => {
    expect(middleAround([box(0, 10, 15), box(30, 20, 30)], 40, 0)).toBe(20);
  });
});
