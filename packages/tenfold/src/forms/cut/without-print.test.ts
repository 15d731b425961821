import { describe, expect, it } from "vitest";
import { filled, type Sides } from "../../../test/drawings.js";
import type { Box } from "../../image/geometry/box.js";
import { type Component, connectedComponents } from "../../image/ink/connected-components.js";
import { withoutPrint } from "./without-print.js";

const scale = 10; // pixels a millimeter
const box: Box = { left: 20, top: 20, right: 420, bottom: 100 };
const below: Box = { ...box, top: 100 };
const far: Sides = [439, 129, 440, 130]; // a speck that makes the picture 440 x 130

/** The ink that is left in a part of the field once lines are taken away. */
function left(part: Sides, strokes: readonly Sides[], expected: readonly Box[] = [below], teeth: readonly Box[] = []): number {
  const { cleaned } = withoutPrint(filled([...strokes, far], 255), expected, { box, scale, teeth });
  let ink = 0;
  for (let y = part[1]; y < part[3]; y++)
    for (let x = part[0]; x < part[2]; x++) if ((cleaned.pixels[y * cleaned.width + x] as number) > 0) ink++;
  return ink;
}

describe("withoutPrint", () => {
  it("takes an expected line away where 0.35 of it is there", () => {
    const piece = (wide: number): Sides => [20, 98, 20 + wide, 101];
    expect(left(piece(150), [piece(150)])).toBe(0);
    expect(left(piece(130), [piece(130)])).toBe(130 * 3);
  });

  it("follows it up to 0.8 mm from its place, up to 1.3 mm thick", () => {
    const line = (y: number, thick: number): Sides => [20, y, 170, y + thick];
    const isGone = (y: number, thick: number) => left(line(y, thick), [line(y, thick)]) === 0;
    expect([isGone(105, 3), isGone(108, 3)]).toEqual([true, false]);
    expect([isGone(94, 12), isGone(92, 16)]).toEqual([true, false]);
  });

  it("takes any other line away that is longer than strokes are, and keeps the strokes that cross it", () => {
    const long: Sides = [20, 60, 320, 63];
    const stroke: Sides = [100, 40, 106, 90];
    expect(left([150, 55, 320, 68], [long, stroke], [])).toBe(0);
    expect(left(stroke, [long, stroke], [])).toBe(6 * 50);
  });

  it("takes the teeth of a comb away, up to 0.7 of the field's height", () => {
    const cells = [0, 1, 2, 3].map((at) => ({ ...box, left: 20 + 100 * at, right: 120 + 100 * at }));
    const base: Sides = [20, 98, 420, 101];
    const tooth = (high: number): Sides => [119, 100 - high, 122, 98];
    expect(left(tooth(40), [base, tooth(40)], [below], cells)).toBe(0);
    expect(left(tooth(75), [base, tooth(75)], [below], cells)).toBeGreaterThan(30);
  });

  it("knows rests of a line, thin and along it, from strokes", () => {
    const line: Sides = [20, 98, 420, 101];
    const { isRemnant } = withoutPrint(filled([line, far], 255), [below], { box, scale, teeth: [] });
    const part = (...sides: Sides) => connectedComponents(filled([sides]))[0] as Component;
    expect(isRemnant(part(100, 97, 115, 102))).toBe(true);
    expect(isRemnant(part(100, 80, 115, 85))).toBe(false); // above it
    expect(isRemnant(part(100, 90, 108, 110))).toBe(false); // across it
  });
});
