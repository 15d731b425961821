import { describe, expect, it } from "vitest";
import { featuresOf } from "./form-features.js";
import { parseTemplate } from "./parse-template.js";
import type { PrintedLine } from "./printed-lines.js";
import type { FormPage } from "./template.js";

const featuresWith = (fields: readonly object[], anchors: readonly object[] = []) =>
  featuresOf(parseTemplate({ name: "Form", units: "mm", pages: [{ size: [300, 400], fields, anchors }] }).pages[0] as FormPage);
const longest = (lines: readonly PrintedLine[]) => Math.max(...lines.map(({ from, to }) => Math.hypot(to[0] - from[0], to[1] - from[1])));

describe("featuresOf", () => {
  it("has the page's middle and half its diagonal, its marks and its boxes", () => {
    const mark = { kind: "disc", at: [20, 20], size: 5 } as const;
    const frame = { kind: "box", box: [10, 10, 280, 380] };
    const { center, reach, marks, boxes, isBare } = featuresWith([{ name: "a", box: [50, 50, 40, 8], cells: 5 }], [mark, frame]);
    expect([center, reach, isBare]).toEqual([[150, 200], 250, false]);
    expect(marks).toEqual([mark]);
    expect(boxes).toHaveLength(6);
  });

  it("is bare without marks and boxes, whatever lines it has", () => {
    expect(featuresWith([{ name: "a", box: [50, 50, 40, 8], printed: "line" }]).isBare).toBe(true);
    expect(featuresWith([], [{ kind: "page-edges" }]).isBare).toBe(true);
    expect(featuresWith([], [{ kind: "cross", at: [20, 20], size: 5 }]).isBare).toBe(false);
  });

  it("cuts its lines into stretches of 25 mm, and of 5 mm so that a line's end stands by itself", () => {
    const { lines, stretches } = featuresWith([{ name: "a", box: [50, 50, 100, 10] }]);
    expect(lines).toHaveLength(4);
    expect([stretches.all.length, stretches.short.length]).toEqual([10, 44]);
    expect([longest(stretches.all), longest(stretches.short)]).toEqual([25, 5]);
    expect(stretches.few).toBe(stretches.all);
  });

  it("takes 400 of many stretches, and 300 of many boxes, evenly from all of the page", () => {
    const fields = Array.from({ length: 35 }, (_, row) => ({ name: `${row}`, box: [10, 10 + 11 * row, 280, 8], cells: 28 }));
    const { boxes, stretches } = featuresWith(fields);
    expect(stretches.all.length).toBe(35 * (28 + 28 + 29));
    for (const [some, most] of [
      [boxes.map(({ top }) => top), 300],
      [stretches.few.map(({ from }) => from[1]), 400],
    ] as const) {
      expect(some.length).toBeLessThanOrEqual(most);
      expect(some.length).toBeGreaterThan(most / 2);
      expect([Math.min(...some), Math.max(...some) > 380]).toEqual([10, true]);
    }
  });
});
