import { describe, expect, it } from "vitest";
import { drawing } from "../../../test/drawings.js";
import { rulingLines } from "./ruling-lines.js";
import { isRulingRemains } from "./ruling-remains.js";

describe("isRulingRemains", () => {
  const mask = drawing({ height: 200, width: 600 }, (_, y) => (Math.abs(y - 100) < 2 ? 1 : 0));
  const lines = rulingLines(mask, { length: 120 });
  const component = (left: number, top: number, right: number, bottom: number) => ({
    ...{ left, top, right, bottom },
    ...{ area: 1, rowRuns: 1, columnRuns: 1, runs: new Int32Array() },
  });

  it("knows what lies within a line that is gone from a point that stands on it and a dash beside it", () => {
    expect(isRulingRemains(component(300, 98, 330, 102), lines)).toBe(true);
    expect(isRulingRemains(component(300, 93, 307, 100), lines)).toBe(false);
    expect(isRulingRemains(component(300, 90, 330, 94), lines)).toBe(false);
    expect(isRulingRemains(component(300, 98, 330, 102), [])).toBe(false);
  });

  it("takes for a line's remains what reaches two pixels beyond it, and no further", () => {
    const line = { direction: "horizontal" as const, from: 100, middle: new Float32Array(200).fill(50), thickness: 4 };
    expect(isRulingRemains(component(150, 46, 180, 54), [line])).toBe(true);
    expect(isRulingRemains(component(150, 45, 180, 54), [line])).toBe(false);
    expect(isRulingRemains(component(150, 46, 180, 55), [line])).toBe(false);
    expect(isRulingRemains(component(80, 46, 100, 54), [line])).toBe(false); // before its beginning
    expect(isRulingRemains(component(80, 46, 101, 54), [line])).toBe(true);
    expect(isRulingRemains(component(46, 150, 54, 180), [{ ...line, direction: "vertical" }])).toBe(true);
  });
});
