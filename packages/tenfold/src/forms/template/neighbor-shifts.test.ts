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

it("takes boxes to half a millimeter for one size, and shifts to half a millimeter for one", () => {
  const two = (wider: number) =>
    shiftsOf([
      { name: "a", box: [20, 20, 30, 9] },
      { name: "b", box: [20, 40, 30 + wider, 9] },
    ]);
  expect([two(0.4).length, two(0.6).length]).toEqual([2, 0]);
  const third = (y: number) =>
    shiftsOf([
      { name: "a", box: [20, 20, 30, 9] },
      { name: "b", box: [20, 40, 30, 9] },
      { name: "c", box: [20, y, 30, 9] },
    ]);
  expect([third(60.2).length, third(60.4).length]).toEqual([2, 4]);
});

it("gives the ten commonest", () => {
  const rows = Array.from({ length: 12 }, (_, at) => [
    { name: `a${at}`, box: [10, 10 + 22 * at, 20 + at, 6] },
    { name: `b${at}`, box: [50 + 2 * at, 10 + 22 * at, 20 + at, 6] },
  ]);
  const cells = { name: "cells", box: [10, 280, 60, 8], cells: 10 };
  const shifts = shiftsOf([...rows.flat(), cells]);
  expect(shifts).toHaveLength(20); // there and back
  expect(shifts.slice(0, 2)).toEqual([
    [6, 0],
    [-6, -0],
  ]);
});
