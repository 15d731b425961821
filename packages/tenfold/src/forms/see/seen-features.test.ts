import { expect, it } from "vitest";
import { drawnForm } from "../../../test/drawn-form.js";
import { featuresOf } from "../template/form-features.js";
import { parseTemplate } from "../template/parse-template.js";
import type { FormPage } from "../template/template.js";
import { pageInk } from "./page-ink.js";
import { seenFeatures } from "./seen-features.js";

const fields = [
  { name: "number", box: [14, 14, 40, 8], cells: 5 },
  { name: "amount", box: [14, 30, 50, 10] },
];
const page = (anchors: readonly object[], size: readonly [number, number] = [80, 60]) =>
  parseTemplate({ name: "Form", units: "mm", pages: [{ size, anchors, fields }] }).pages[0] as FormPage;
const seenOn = (form: FormPage, drawn: FormPage) =>
  seenFeatures(featuresOf(form), pageInk({ ...drawnForm(drawn, { dpi: 127 }), channels: 1 }, 4000));

it("sees every box once, by its paper or by its lines, the largest first", () => {
  const { boxes, marks } = seenOn(page([]), page([]));
  expect(boxes).toHaveLength(6);
  const areas = boxes.map(({ area }) => Math.round(area / 25)); // in square millimeters
  expect(Math.abs((areas[0] as number) - 500)).toBeLessThan(10);
  for (const area of areas.slice(1)) expect(Math.abs(area - 64)).toBeLessThan(4);
  expect(marks).toEqual([]);
});

it("looks for marks of the form's kinds alone, up to 1.6 times its largest, which turned are 1.5 times as wide", () => {
  const square = (at: readonly [number, number], size: number) => ({ kind: "square", at, size });
  const cross = { kind: "cross", at: [10, 130], size: 4 };
  const drawn = page([square([10, 6], 4), square([160, 10], 9), square([160, 130], 10), cross], [170, 140]);
  const seen = (anchors: readonly object[]) => seenOn(page(anchors, [170, 140]), drawn).marks;
  expect(seen([square([10, 6], 4)]).map(({ size }) => Math.round(size / 5))).toEqual([4, 9]); // 1.5 x 1.6 x 4 is 9.6
  expect(seen([cross]).map(({ kind }) => kind)).toEqual(["cross"]);
  expect(seen([])).toEqual([]);
});
