import { describe, expect, it } from "vitest";
import { drawnForm, worstError } from "../../../test/drawn-form.js";
import { slip } from "../../../test/example-forms.js";
import { chained, type Point, scaledAndShifted, type Transform } from "../../image/geometry/transform.js";
import { parseTemplate } from "../template/parse-template.js";
import type { FormPage } from "../template/template.js";
import { closeFit } from "./fit-to-print.js";
import { type Scene, sceneOf } from "./scene.js";
import { settled } from "./settled-place.js";

const dpi = 120;
const page = parseTemplate(slip).pages[0] as FormPage;
const scene = sceneOf({ ...drawnForm(page, { dpi }), channels: 1 }, page);
const truth = scaledAndShifted(dpi / 25.4, [0, 0]);
const off = (map: Transform) => worstError(page, map, { toPicture: scaledAndShifted(1, [0, 0]) }, dpi);
const fitAt = (map: Transform) => closeFit({ map, prior: 0 }, scene);
const withShifts = (shifts: readonly Point[]): Scene => ({ ...scene, form: { ...scene.form, shifts } });

it("moves a form that lies two cells off to where its print is", () => {
  const cell = (20 / 72) * 25.4;
  const start = chained(scaledAndShifted(1, [2 * cell, 0]), truth);
  const { fit, rival } = settled(fitAt(start), scene);
  expect(off(start)).toBeCloseTo(2 * cell);
  expect(off(fit.map)).toBeLessThan(0.1);
  expect(rival).toBeUndefined();
});

it("leaves a form where it is best, and tells of a place that is as good", () => {
  const fit = fitAt(truth);
  expect(settled(fit, scene)).toEqual({ fit, rival: undefined });
  expect(settled(fit, withShifts([[0.2, 0]])).rival).toEqual([0.2, 0]);
});

it("leaves a form that marks hold where they hold it, whatever its neighbors look like", () => {
  const fit = { ...fitAt(truth), isHeld: true };
  expect(settled(fit, withShifts([[0.2, 0]]))).toEqual({ fit, rival: undefined });
});

describe("a ladder of level lines, which looks the same a rung on but for its last one", () => {
  const pitch = 2.5;
  /** A form of so many rungs, and a picture of it at 80 dpi; and where its last rungs would lie were it a few lower, `written` over by strokes. */
  function ladder(rungs: number, { written = 0 } = {}): Scene {
    const fields = Array.from({ length: rungs }, (_, at) => ({ name: `${at}`, box: [10, 5 + at * pitch, 40, pitch], printed: "line" }));
    const height = 20 + (rungs + 8) * pitch;
    const { pages } = parseTemplate({ name: "Ladder", units: "mm", pages: [{ size: [60, height], fields }] });
    const ladderPage = pages[0] as FormPage;
    const stroke = `y="${5 + (rungs + 0.5) * pitch}" width="1.6" height="${written * pitch}"`;
    const more = Array.from({ length: 22 }, (_, at) => `<rect x="${8 + 2 * at}" ${stroke}/>`).join("");
    return sceneOf({ ...drawnForm(ladderPage, { dpi: 80, more }), channels: 1 }, ladderPage);
  }

  const right = scaledAndShifted(80 / 25.4, [0, 0]);
  const settledBy = (scene: Scene, shift: Point, start = right) =>
    settled(closeFit({ map: start, prior: 0 }, scene), { ...scene, form: { ...scene.form, shifts: [shift] } });

  it.each([
    [72, [0, pitch]], // 1 of 72 is 0.0139
    [60, undefined], // 0.0167
  ])("of %i has a rival a rung lower where at most 0.015 of its lines would be in vain", (rungs, rival) => {
    expect(settledBy(ladder(rungs), [0, pitch]).rival).toEqual(rival);
  });

  it.each([
    [5, [0, 5 * pitch]], // 5 of 55 hidden are 0.091
    [6, undefined], // 0.109
  ])("has a rival %i rungs lower, where ink hides the last ones, as long as at most 0.1 less is seen", (lower, rival) => {
    expect(settledBy(ladder(55, { written: 6 }), [0, lower * pitch]).rival).toEqual(rival);
  });

  it.each([
    [90, true], // 1 of 90 is 0.0111
    [110, false], // 0.0091
  ])("of %i is moved a rung up where 0.01 more of its lines is seen there", (rungs, isMoved) => {
    const start = chained(scaledAndShifted(1, [0, pitch]), right);
    const { fit } = settledBy(ladder(rungs), [0, -pitch], start);
    expect(fit.map[5] / right[0]).toBeCloseTo(isMoved ? 0 : pitch, 1);
  });
});
