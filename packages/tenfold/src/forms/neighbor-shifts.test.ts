import { expect, it } from "vitest";
import { neighborShifts } from "./neighbor-shifts.js";
import { parseTemplate } from "./parse-template.js";
import type { FormPage } from "./template.js";

const shiftsOf = (fields: readonly object[]) =>
  neighborShifts(parseTemplate({ name: "Form", units: "mm", pages: [{ size: "A4", fields }] }).pages[0] as FormPage);

it("goes from cell to cell and from a field to the nearest of its size, there and back", () => {
  const fields = [
    { name: "a", box: [20, 20, 30, 9], cells: 5 },
    { name: "b", box: [20, 40, 30, 9], cells: 5 },
    { name: "c", box: [20, 60, 30, 9], cells: 5 },
    { name: "free", box: [80, 20, 60, 9] },
  ];
  expect(shiftsOf(fields)).toEqual([
    [6, 0],
    [-6, -0],
    [0, 20],
    [-0, -20],
  ]);
});

it("knows of none where nothing is printed, or nothing twice", () => {
  expect(shiftsOf([{ name: "a", box: [20, 20, 30, 9], cells: 5, printed: "none" }])).toEqual([]);
  expect(
    shiftsOf([
      { name: "a", box: [20, 20, 30, 9] },
      { name: "b", box: [20, 40, 50, 9] },
    ]),
  ).toEqual([]);
});
