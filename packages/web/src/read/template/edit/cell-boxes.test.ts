import { parseTemplate } from "tenfold/forms";
import { expect, it } from "vitest";
import type { SourceField } from "../template-source.js";
import { cellBoxes } from "./cell-boxes.js";

const cellsRead = (field: SourceField) =>
  parseTemplate({ name: "Form", units: "mm", pages: [{ size: "A4", fields: [field] }] }).pages[0]?.fields[0]?.cells ?? [];

it.each<SourceField["cells"]>([
  undefined,
  8,
  { count: 4, gap: 2 },
  { groups: [2, 2, 4], gap: 4 },
  [
    [21, 30, 6, 8],
    [30, 30, 6, 8],
  ],
])("lie where the library reads them: %j", (cells) => {
  const field = { name: "a", box: [20, 30, 64, 8], ...(cells !== undefined && { cells }) };
  const read = cellsRead(field).map(({ left, top, right, bottom }) => [left, top, right - left, bottom - top]);
  expect(cellBoxes(field)).toEqual(read.map((box) => box.map((side) => expect.closeTo(side, 9))));
});

it("are none where what is told makes none", () => {
  const box = [20, 30, 64, 8];
  expect([0, -1, 1e9, { groups: [2, 2], gap: 90 }].map((cells) => cellBoxes({ box, cells }))).toEqual([[], [], [], []]);
});
