import { expect, it } from "vitest";
import { boxOf, pointOf } from "./page-places.js";

/** A page of 200 x 100 mm whose template counts in half millimeters. */
const measures = { unit: 0.5, width: 200, height: 100 };
const site = (value: unknown) => ({ value, path: "box", file: "form.json" });

it("reads a box as [left, top, width, height], in millimeters", () => {
  expect(boxOf(site([20, 40, 60, 10]), measures)).toEqual({ left: 10, top: 20, right: 40, bottom: 25 });
  expect(pointOf(site([20, 40]), measures)).toEqual([10, 20]);
});

it("lets both reach a two-hundredth of the longer side beyond the page, as a measure by hand is not exact", () => {
  expect(boxOf(site([0, 0, 401.8, 10]), measures).right).toBe(200.9);
  expect(() => boxOf(site([0, 0, 402.2, 10]), measures)).toThrow(
    "form.json: box is [0, 0, 402.2, 10], which reaches beyond the page of 400 x 200; the order is [left, top, width, height]",
  );
  expect(pointOf(site([-1.8, 0]), measures)).toEqual([-0.9, 0]);
  expect(() => pointOf(site([-2.2, 0]), measures)).toThrow("form.json: box is [-2.2, 0]; a place on the page is wanted");
});
