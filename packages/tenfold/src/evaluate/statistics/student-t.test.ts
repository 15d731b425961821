import { expect, it } from "vitest";
import { studentT } from "./student-t.js";

it.each([
  [1, 12.7062],
  [2, 4.3027],
  [3, 3.1824],
  [4, 2.7764],
  [5, 2.5706],
  [9, 2.2622],
  [10, 2.2281],
  [29, 2.0452],
  [120, 1.9799],
])("is what the tables say, with %i degrees of freedom", (degrees, expected) => {
  expect(studentT(0.95, degrees)).toBeCloseTo(expected, 4);
});

it("takes other probabilities", () => {
  expect(studentT(0.99, 4)).toBeCloseTo(4.6041, 4);
  expect(studentT(0.5, 1)).toBeCloseTo(1, 10);
});
