import { expect, it } from "vitest";
import { drawnForm, worstError } from "../../test/drawn-form.js";
import { slip } from "../../test/example-forms.js";
import { chained, scaledAndShifted, type Transform } from "../image/transform.js";
import { featuresOf } from "./form-features.js";
import { neighborShifts } from "./neighbor-shifts.js";
import { pageInk } from "./page-ink.js";
import { parseTemplate } from "./parse-template.js";
import { printedLines } from "./printed-lines.js";
import { settled } from "./settled-place.js";
import { stretchesOf } from "./sight-lines.js";
import type { FormPage } from "./template.js";

const dpi = 120;
const page = parseTemplate(slip).pages[0] as FormPage;
const drawn = drawnForm(page, { dpi });
const ends = printedLines(page);
const scene = {
  form: featuresOf(page),
  seen: { marks: [], boxes: [] },
  stretches: stretchesOf(ends, 5),
  ends,
  ink: pageInk({ ...drawn, channels: 1 }, 2100),
  prior: 0,
  reach: 0.9,
};
const truth = scaledAndShifted(dpi / 25.4, [0, 0]);
const off = (map: Transform) => worstError(page, map, { toPicture: scaledAndShifted(1, [0, 0]) }, dpi);

it("moves a form that lies two cells off to where its print is", () => {
  const cell = (20 / 72) * 25.4;
  const start = chained(scaledAndShifted(1, [2 * cell, 0]), truth);
  const { map, rival } = settled(start, neighborShifts(page), scene);
  expect(off(start)).toBeCloseTo(2 * cell);
  expect(off(map)).toBeLessThan(0.1);
  expect(rival).toBeUndefined();
});

it("leaves a form where it is best, and tells of a place that is as good", () => {
  expect(settled(truth, neighborShifts(page), scene)).toEqual({ map: truth, rival: undefined });
  expect(settled(truth, [[0.2, 0]], scene).rival).toEqual([0.2, 0]);
});
