import { expect, it } from "vitest";
import { drawnForm, worstError } from "../../../test/drawn-form.js";
import { chained, type Point, scaledAndShifted, type Transform } from "../../image/geometry/transform.js";
import { parseTemplate } from "../template/parse-template.js";
import type { FormPage } from "../template/template.js";
import { bestFit } from "./best-fit.js";
import { fitOf } from "./fit-to-print.js";
import type { Guess } from "./guess.js";
import { type Scene, sceneOf } from "./scene.js";

const dpi = 127; // 5 pixels a millimeter
const right = scaledAndShifted(dpi / 25.4, [0, 0]);
const moved = (by: Point) => chained(scaledAndShifted(1, by), right);
const same = { toPicture: scaledAndShifted(1, [0, 0]) };

/** A sheet of 80 x 80 mm with nothing but lines to write on. */
function sheet(rows: readonly number[], printed: "line" | "box" = "line"): FormPage {
  const fields = rows.map((y, at) => ({ name: `${at}`, box: [8, y - 6, 60, 6], printed }));
  return parseTemplate({ name: "Sheet", units: "mm", pages: [{ size: [80, 80], fields }] }).pages[0] as FormPage;
}

const sceneFor = (page: FormPage): Scene => sceneOf({ ...drawnForm(page, { dpi }), channels: 1 }, page);

const guessed = (map: Transform): Guess => ({ map, prior: 0, allowance: { near: 0, share: 0 }, known: [[40, 40]], doubt: 0 });

it("looks 9 mm about for lines that have nothing else to be found by", () => {
  const page = sheet([15, 40, 65]);
  const scene = sceneFor(page);
  const fit = (down: number) => bestFit([guessed(moved([0, down]))], scene);
  expect(worstError(page, fit(7)?.map as Transform, same, dpi)).toBeLessThan(0.3);
  expect(fit(7)?.share).toBe(1);
  expect(fit(11)?.share).toBeLessThan(1);
});

/** About the middle of the sheet. */
function turned(degrees: number): Transform {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const middle = 40;
  return chained([cos, -sin, middle * (1 - cos + sin), sin, cos, middle * (1 - cos - sin), 0, 0, 1], right);
}

it("compares four guesses once they are made to fit, as one that finds less at first may come right", () => {
  const page = sheet([16, 30, 45, 60, 74], "box");
  const scene: Scene = { ...sceneFor(page), seen: { marks: [], boxes: [] } }; // found by their lines alone
  const rowsOff = [14.2, 14.5, 14.8].map((down) => guessed(moved([0, down])));
  const aslant = guessed(turned(3));
  const search = { stretches: scene.form.stretches.few, reach: 2.5 };
  const [first, second] = [rowsOff[0], aslant].map((guess) => fitOf(guess as Guess, scene, search).score) as [number, number];
  expect(first).toBeGreaterThan(second + 0.1);
  const fit = bestFit([...rowsOff, aslant], scene);
  expect(worstError(page, fit?.map as Transform, same, dpi)).toBeLessThan(0.1);
  expect(fit?.share).toBe(1);
});
