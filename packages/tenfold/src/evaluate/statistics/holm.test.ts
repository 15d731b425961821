import { expect, it } from "vitest";
import { holm } from "./holm.js";

const rounded = (values: readonly number[]) => values.map((value) => Number(value.toFixed(12)));

it("adjusts as R's p.adjust does", () => {
  // p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
  expect(rounded(holm([0.01, 0.04, 0.03, 0.005]))).toEqual([0.03, 0.06, 0.06, 0.02]);
});

it("stays at 1 and leaves a single one as it is", () => {
  expect(holm([0.6, 0.7, 0.9])).toEqual([1, 1, 1]);
  expect(holm([0.04])).toEqual([0.04]);
  expect(holm([])).toEqual([]);
});

it("refuses what is no probability", () => {
  expect(() => holm([0.1, Number.NaN])).toThrow("holm: value 1 is NaN; pass p-values from 0 to 1");
  expect(() => holm([1.2])).toThrow("holm: value 0 is 1.2; pass p-values from 0 to 1");
});
