import { describe, expect, it } from "vitest";
import type { Point, Transform } from "../../image/geometry/transform.js";
import { sightLines } from "./sight-lines.js";

const [width, height] = [240, 60];
const scale: Transform = [5, 0, 0, 0, 5, 0, 0, 0, 1]; // 5 pixels a millimeter

/** Ink where it is told. */
function inked(isInk: (x: number, y: number) => boolean) {
  return {
    pixels: Uint8Array.from({ length: width * height }, (_, at) => (isInk(at % width, Math.floor(at / width)) ? 255 : 0)),
    width,
    height,
  };
}

const line = { from: [4, 6] as Point, to: [44, 6] as Point };
const sightingOf = (ink: ReturnType<typeof inked>) => sightLines(ink, scale, [line], { reach: 0.9 })[0];

it("tells lines that are seen from those that ink hides and those that are not there", () => {
  const isLine = (y: number) => y === 30 || y === 31;
  const isWritten = (x: number, y: number) => y > 15 && y < 48 && x % 60 < 42;
  expect(sightingOf(inked((_, y) => isLine(y)))).toMatchObject({ isSeen: true, isHidden: false });
  expect(sightingOf(inked((x, y) => isLine(y) || isWritten(x, y)))).toMatchObject({ isSeen: false, isHidden: true });
  expect(sightingOf(inked((x, y) => isWritten(x, y) && x % 60 < 21))).toMatchObject({ isSeen: false, isHidden: false });
  expect(sightingOf(inked(() => false))).toMatchObject({ isSeen: false, isHidden: false });
});

describe("a line of 40 mm, looked at in 16 points 2.5 mm apart", () => {
  const isLevel = (y: number) => y === 30 || y === 31;
  /** The points lie in the middles of these pieces of 12.5 pixels. */
  const pieceAt = (x: number) => (x - 20) / 12.5;
  const isSeen = (isInk: (x: number, y: number) => boolean) => sightingOf(inked(isInk))?.isSeen;

  it("is seen where it is there at 0.6 of them", () => {
    expect(isSeen((x, y) => isLevel(y) && pieceAt(x) < 10)).toBe(true); // 0.625
    expect(isSeen((x, y) => isLevel(y) && pieceAt(x) < 9)).toBe(false); // 0.5625
  });

  it("may be dashed: 0.55 of it is ink", () => {
    const dashed = (share: number) => isSeen((x, y) => isLevel(y) && Math.abs((((pieceAt(x) % 1) + 1) % 1) - 0.5) < share / 2);
    expect([dashed(0.62), dashed(0.48)]).toEqual([true, false]);
  });

  it("has paper on one side at least for 0.6 of its length", () => {
    const isBeside = (y: number) => Math.abs(Math.abs(y - 30.5) - 7.5) < 2;
    const crowded = (share: number) => isSeen((x, y) => isLevel(y) || (isBeside(y) && (x - 20) / 200 < share));
    expect([crowded(0.34), crowded(0.46)]).toEqual([true, false]);
  });

  it("lies at one distance, to 0.3 mm: of two that are 0.4 mm apart, neither is at 0.6 of the points", () => {
    const isAside = (x: number) => pieceAt(x) >= 5 && pieceAt(x) < 12; // 7 of 16
    const broken = (aside: number) => isSeen((x, y) => Math.abs((isAside(x) ? y - aside : y) - 30) < 2); // 3 pixels thick
    expect([broken(1), broken(2)]).toEqual([true, false]);
  });

  it("is at most 1.8 mm thick, and at most as far off as is told", () => {
    const thick = (pixels: number) => isSeen((_, y) => y >= 30 - Math.floor(pixels / 2) && y < 30 + Math.ceil(pixels / 2));
    expect([thick(8), thick(11)]).toEqual([true, false]); // of 9
    const off = (pixels: number) => isSeen((_, y) => isLevel(y - pixels));
    expect([off(3), off(-3), off(6), off(-6)]).toEqual([true, true, false, false]); // of 4.5
  });
});
