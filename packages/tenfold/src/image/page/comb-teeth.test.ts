import { describe, expect, it } from "vitest";
import { distanceTo, drawing, filled, type Sides, seven } from "../../../test/drawings.js";
import { size } from "../../../test/written-page.js";
import { connectedComponents } from "../ink/connected-components.js";
import { thresholded } from "../ink/thresholded.js";
import { combTeeth } from "./comb-teeth.js";
import { rulingLines } from "./ruling-lines.js";
import { withoutRuling } from "./without-ruling.js";

describe("comb teeth", () => {
  const comb = (digits: (x: number, y: number) => boolean) =>
    drawing(size, (x, y) => {
      const onBase = x > 50 && x < 552 && Math.abs(y - 200) < 1.5;
      const onTooth = x > 49 && x < 552 && y > 178 && y < 200 && Math.abs(x - 50.5 - 50 * Math.round((x - 50.5) / 50)) < 1.5;
      return onBase || onTooth || digits(x, y) ? 255 : 0;
    });

  it("stand regularly on a line, and go with it", () => {
    const mask = thresholded(
      comb((x, y) => distanceTo(seven(60, 150, 40), x, y) < 2.5),
      128,
    );
    const lines = rulingLines(mask, { length: 150 });
    const teeth = combTeeth(mask, lines);
    expect(teeth.length).toBeGreaterThanOrEqual(10);
    const { pixels } = withoutRuling({ ...mask, pixels: mask.pixels.map((ink) => ink * 255) }, mask, [...lines, ...teeth]);
    const [digit, ...others] = connectedComponents({ pixels, ...size }).filter(({ area }) => area > 12);
    expect(others).toEqual([]);
    expect(digit && digit.bottom - digit.top).toBeGreaterThan(40);
  });

  it("are not ones that are written on a line", () => {
    const ones = [
      [100, 160, 100, 200],
      [170, 150, 170, 200],
      [210, 165, 210, 200],
      [330, 155, 330, 200],
    ] as const;
    const mask = thresholded(
      drawing(size, (x, y) => (distanceTo(ones, x, y) < 1.5 || (x > 50 && x < 550 && Math.abs(y - 200) < 1.5) ? 255 : 0)),
      128,
    );
    expect(combTeeth(mask, rulingLines(mask, { length: 150 }))).toEqual([]);
  });

  /** Strokes 2 pixels wide on a line at row 200, by where they stand and how high they are; the columns of those that are teeth. */
  const teethOf = (...strokes: readonly (readonly [left: number, height: number])[]) => {
    const line = { direction: "horizontal" as const, from: 0, middle: new Float32Array(400).fill(200), thickness: 2 };
    const uprights = strokes.map(([left, height]): Sides => [left, 198 - height, left + 2, 199]);
    return combTeeth(filled([[0, 199, 400, 201], ...uprights]), [line]).map(({ middle }) => (middle[0] as number) - 1);
  };

  it("are three at least", () => {
    expect(teethOf([100, 20], [150, 20])).toEqual([]);
    expect(teethOf([100, 20], [150, 20], [200, 20])).toEqual([100, 150, 200]);
  });

  it("stand off their places by 8 % of their pitch at most", () => {
    expect(teethOf([100, 20], [150, 20], [203, 20])).toEqual([100, 150, 203]);
    expect(teethOf([100, 20], [150, 20], [205, 20])).toEqual([]);
  });

  it("are up to 30 % higher or lower than the first", () => {
    expect(teethOf([100, 20], [150, 20], [200, 26])).toEqual([100, 150, 200]);
    expect(teethOf([100, 20], [150, 20], [200, 27])).toEqual([]);
    expect(teethOf([100, 20], [150, 20], [200, 14])).toEqual([100, 150, 200]);
    expect(teethOf([100, 20], [150, 20], [200, 13])).toEqual([]);
  });
});
