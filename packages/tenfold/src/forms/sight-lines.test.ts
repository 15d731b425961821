import { expect, it } from "vitest";
import type { Point, Transform } from "../image/transform.js";
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
const sightingOf = (ink: ReturnType<typeof inked>) => sightLines(ink, scale, [line], { reach: 0.9, threshold: 28 })[0];

it("tells lines that are seen from those that ink hides and those that are not there", () => {
  const isLine = (y: number) => y === 30 || y === 31;
  const isWritten = (x: number, y: number) => y > 15 && y < 48 && x % 60 < 42;
  expect(sightingOf(inked((_, y) => isLine(y)))).toMatchObject({ isSeen: true, isHidden: false });
  expect(sightingOf(inked((x, y) => isLine(y) || isWritten(x, y)))).toMatchObject({ isSeen: false, isHidden: true });
  expect(sightingOf(inked((x, y) => isWritten(x, y) && x % 60 < 21))).toMatchObject({ isSeen: false, isHidden: false });
  expect(sightingOf(inked(() => false))).toMatchObject({ isSeen: false, isHidden: false });
});
