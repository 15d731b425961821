import { expect, it } from "vitest";
import { boxUnder, seenScene } from "../../../test/seen-scene.js";
import { type Box, cornersOf } from "../../image/geometry/box.js";
import { apply, chained, distance, scaledAndShifted, type Transform } from "../../image/geometry/transform.js";
import { parseTemplate } from "../template/parse-template.js";
import type { FormPage } from "../template/template.js";
import { iterativeClosestPoints } from "./iterative-closest-points.js";

const off = (map: Transform, truth: Transform) =>
  Math.max(...cornersOf({ left: 0, top: 0, right: 200, bottom: 280 }).map((corner) => distance(apply(map, corner), apply(truth, corner))));

const fields = Array.from({ length: 12 * 18 }, (_, at) => {
  return { name: `${at}`, box: [10 + 15 * (at % 12), 8 + 15 * Math.floor(at / 12), 10, 10] };
});
const page = parseTemplate({ name: "Boxes", units: "mm", pages: [{ size: [200, 280], fields }] }).pages[0] as FormPage;
const boxes = page.fields.map(({ box }) => box);
const truth: Transform = [4, 0.05, 12, -0.04, 4, 20, 0.00004, -0.00003, 1];
const moved = (by: number) => chained(scaledAndShifted(1, [by, 0]), truth);

it("grows from where a guess is known to where it is off by most of the way to the next feature", () => {
  const seen = boxes.map((box) => boxUnder(truth, box));
  const known = cornersOf(boxes[0] as Box);
  const [x, y] = apply(truth, known[0]);
  const map: Transform = [3.85, 0, x - 3.85 * 10, 0, 3.85, y - 3.85 * 8, 0, 0, 1];
  expect(off(map, truth)).toBeGreaterThan(40); // 10 mm
  const guess = { map, known, allowance: { near: 1.5, share: 0.1 }, prior: 0, doubt: 0 };
  expect(off(iterativeClosestPoints(guess, seenScene(page, [], seen)), truth)).toBeLessThan(1);
});

it("takes nothing for a feature that is farther off than those around it let expect", () => {
  const isDecoy = (at: number) => Math.floor(at / 12) % 2 === 1; // every second row, 5 mm aside
  const seen = boxes.map((box, at) => boxUnder(isDecoy(at) ? moved(5) : truth, box));
  const guess = { map: truth, known: cornersOf(boxes[0] as Box), allowance: { near: 1.5, share: 0.01 }, prior: 0, doubt: 0 };
  expect(off(iterativeClosestPoints(guess, seenScene(page, [], seen)), truth)).toBeLessThan(0.01);
});

it("believes all features that are matched nearly alike: where three of ten are 1.3 mm aside, as a ruler had them, so is 0.38 mm of the form", () => {
  const seen = boxes.map((box, at) => boxUnder(at % 10 < 3 ? moved(1.3) : truth, box));
  const guess = { map: truth, known: [], allowance: { near: 1.5, share: 0 }, prior: 0, doubt: 0 };
  const map = iterativeClosestPoints(guess, seenScene(page, [], seen));
  expect(distance(apply(map, [100, 140]), apply(truth, [100, 140])) / 4).toBeCloseTo(0.379, 2);
});

it("stays where it is when nothing is seen near enough", () => {
  const guess = { map: truth, known: [], allowance: { near: 2, share: 0 }, prior: 0, doubt: 0 };
  const far = boxes.slice(0, 1).map((box) => boxUnder(moved(4), box));
  expect(iterativeClosestPoints(guess, seenScene(page, [], far))).toBe(truth);
});
