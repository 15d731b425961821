import { expect, it } from "vitest";
import { whatCame } from "./what-came.js";

it.each<[value: unknown, told: string]>([
  ["us-zip", '"us-zip"'],
  ["a\nb\u001b", '"a?b?"'],
  ["x".repeat(41), `"${"x".repeat(40)}…"`],
  [5, "5"],
  [Number.NaN, "NaN"],
  [5n, "5"],
  [null, "null"],
  [undefined, "undefined"],
  [Symbol("s"), "Symbol(s)"],
  [() => 5, "a function"],
  [[1, true, null], "[1, true, null]"],
  [[1, 2, 3, 4, 5, 6, 7], "a list of 7"],
  [["a"], "a list of 1"],
  [{ toString: null }, "an object"],
  [Object.create(null), "an object"],
  [new Float32Array(2), "Float32Array of 8 bytes"],
])("tells what came: %#", (value, told) => {
  expect(whatCame(value)).toBe(told);
});
