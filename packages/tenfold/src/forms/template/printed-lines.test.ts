import { describe, expect, it } from "vitest";
import { parseTemplate } from "./parse-template.js";
import { fieldLines, printedBoxes, printedLines, stretchesOf } from "./printed-lines.js";
import type { FormPage } from "./template.js";

const pageOf = (fields: readonly object[], anchors: readonly object[] = []) =>
  parseTemplate({ name: "Form", units: "mm", pages: [{ size: [200, 200], fields, anchors }] }).pages[0] as FormPage;
const linesOf = (field: object) => fieldLines(pageOf([{ name: "one", ...field }]).fields[0] as FormPage["fields"][number]);

describe("printed lines", () => {
  it("are the sides of a box, of each cell once, a line below, or that with the teeth of a comb, a fifth of the field high", () => {
    expect(linesOf({ box: [10, 10, 40, 10] })).toHaveLength(4);
    expect(linesOf({ box: [10, 10, 40, 10], cells: 4 })).toHaveLength(13); // 8 level, 5 upright
    expect(linesOf({ box: [10, 10, 40, 10], printed: "line" })).toEqual([{ from: [10, 20], to: [50, 20] }]);
    expect(linesOf({ box: [10, 10, 40, 10], printed: "none" })).toEqual([]);
    expect(linesOf({ box: [10, 10, 40, 10], cells: 2, printed: "comb" })).toEqual([
      { from: [10, 20], to: [50, 20] },
      { from: [30, 18], to: [30, 20] },
    ]);
  });

  it("count once where neighbors share them, measured to half a millimeter", () => {
    const two = (y: number) =>
      printedLines(
        pageOf([
          { name: "a", box: [10, 10, 40, 10] },
          { name: "b", box: [10, y, 40, 10] },
        ]),
      ).length;
    expect([two(20.2), two(20.4)]).toEqual([7, 8]);
  });

  it("close off the insides of boxes, cells and anchors", () => {
    const fields = [
      { name: "a", box: [10, 10, 40, 10], cells: 4 },
      { name: "b", box: [10, 40, 40, 10] },
      { name: "c", box: [10, 60, 40, 10], printed: "line" },
    ];
    expect(printedBoxes(pageOf(fields, [{ kind: "box", box: [5, 5, 100, 100] }]))).toHaveLength(6);
  });

  it("are looked for in equal stretches of at most 25 mm, or as told", () => {
    const line = { from: [10, 0], to: [60, 0] } as const;
    expect(stretchesOf([line])).toEqual([
      { from: [10, 0], to: [35, 0] },
      { from: [35, 0], to: [60, 0] },
    ]);
    expect(stretchesOf([{ from: [10, 0], to: [61, 0] }])).toHaveLength(3);
    expect(stretchesOf([line], 5)).toHaveLength(10);
  });
});
