import { describe, expect, it } from "vitest";
import { drawnForm, photographed, worstError } from "../../../test/drawn-form.js";
import { apply, chained, type Point, scaledAndShifted, type Transform } from "../../image/geometry/transform.js";
import { parseTemplate } from "../template/parse-template.js";
import type { FormPage, Mark } from "../template/template.js";
import { CLOSE, closeFit, type Fit, fitOf, refined } from "./fit-to-print.js";
import { type Scene, sceneOf } from "./scene.js";

const dpi = 127; // 5 pixels a millimeter
const right = scaledAndShifted(dpi / 25.4, [0, 0]);
const moved = (by: Point) => chained(scaledAndShifted(1, by), right);

/** A sheet of 80 x 80 mm. */
function sheet(lines: readonly (readonly [left: number, y: number, width: number])[], anchors: readonly object[] = []): FormPage {
  const fields = lines.map(([left, y, width], at) => ({ name: `${at}`, box: [left, y - 6, width, 6], printed: "line" }));
  return parseTemplate({ name: "Sheet", units: "mm", pages: [{ size: [80, 80], anchors, fields }] }).pages[0] as FormPage;
}

/** How well a form fits a drawing of another one. */
function fit(page: FormPage, drawn: FormPage, { map = right, prior = 0, more = "" } = {}): Fit {
  const scene = sceneOf({ ...drawnForm(drawn, { dpi, more }), channels: 1 }, page);
  return closeFit({ map, prior }, scene);
}

const square = (x: number, y: number): Mark => ({ kind: "square", at: [x, y], size: 5 });
const disc = (x: number, y: number): Mark => ({ kind: "disc", at: [x, y], size: 5 });
/** What a page costs that is seen from the front: its distortion, 1, counts 0.01. */
const FRONT = 0.01;

describe("fitOf", () => {
  const three = sheet([
    [10, 20, 20],
    [10, 40, 20],
    [10, 60, 20],
  ]);
  const first = sheet([[10, 20, 20]]);
  /** Strokes over the second line. */
  const written = Array.from({ length: 12 }, (_, at) => `<rect x="${8 + 2 * at}" y="35" width="1.6" height="10"/>`).join("");

  it("counts lines that are seen, half of those that ink hides, nothing where there is paper", () => {
    const { score, share, hidden, inVain, lines } = fit(three, first, { more: written, prior: 0.05 });
    expect(lines.map(({ isSeen, isHidden }) => [isSeen, isHidden])).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ]);
    for (const part of [share, hidden, inVain]) expect(part).toBeCloseTo(1 / 3, 12);
    expect(score).toBeCloseTo(0.05 + 1 / 3 + 1 / 3 / 2 - FRONT, 2);
  });

  it("counts lines by their lengths", () => {
    const [page, drawn] = [
      sheet([
        [5, 20, 60],
        [5, 40, 20],
      ]),
      sheet([[5, 20, 60]]),
    ];
    expect(fit(page, drawn).share).toBeCloseTo(0.75, 12);
  });

  it("takes 0.02 off for every millimeter that the lines seen are off on average, so that of neighbors the nearer wins", () => {
    const [near, far] = [0, 0.8].map((off) => fit(first, first, { map: moved([0, off]) }).score) as [number, number];
    expect(near - far).toBeCloseTo(0.02 * 0.8, 3);
  });

  it("sees lines that are off by less than a millimeter, and none that are off by more", () => {
    expect([0.8, 1.2].map((off) => fit(first, first, { map: moved([0, off]) }).share)).toEqual([1, 0]);
  });

  it("counts all marks as half of all lines, or as much where there are none; 0.1 less where they are of another kind", () => {
    const four = [square(10, 10), square(70, 10), square(70, 70), square(10, 70)];
    const two = four.slice(0, 2);
    const page = sheet([[20, 30, 40]], four);
    expect(fit(page, sheet([[20, 30, 40]], two)).score).toBeCloseTo(1 + 0.5 / 2 - FRONT, 2);
    expect(fit(sheet([], four), sheet([], two)).score).toBeCloseTo(1 / 2 - FRONT, 2);
    const discs = [disc(10, 10), disc(70, 10), square(70, 70), square(10, 70)];
    expect(fit(sheet([], four), sheet([], discs)).score).toBeCloseTo(1 - 0.1 / 2 - FRONT, 2);
  });

  it("takes 0.04 off for a page upside down, and 0.01 for every time that it is seen higher or larger in one part", () => {
    const page = sheet([], [square(40, 40)]);
    const upsideDown: Transform = [-5, 0, 400, 0, -5, 400, 0, 0, 1];
    const high: Transform = [5, 0, 0, 0, 10, -200, 0, 0, 1];
    const [asItIs, turned] = [right, upsideDown].map((map) => fit(page, page, { map }).score) as [number, number];
    expect(asItIs - turned).toBeCloseTo(0.04, 6);
    const aslant = fit(page, page, { map: high });
    expect(aslant.distortion).toBeCloseTo(2, 9);
    expect(aslant.score).toBeCloseTo(asItIs - 0.01, 6);
  });

  it("says that marks hold a form where two at least and 0.7 of them are seen", () => {
    const places = Array.from({ length: 10 }, (_, at) => square(8 + 16 * (at % 5), at < 5 ? 10 : 70));
    const held = (of: number, seen: number) => fit(sheet([], places.slice(0, of)), sheet([], places.slice(0, seen))).isHeld;
    expect([held(10, 7), held(10, 6)]).toEqual([true, false]);
    expect([held(2, 2), held(1, 1)]).toEqual([true, false]);
  });
});

describe("refined", () => {
  const lines = [16, 30, 45, 60, 74].map((y) => [8, y, 60] as const);
  const search = (scene: Scene) => ({ stretches: scene.form.stretches.all, reach: 2.5 });

  it("comes right slowly where a page is seen from far aslant, and lies 0.05 mm off in the end", () => {
    const page = sheet(lines);
    const boxes = { ...page, fields: page.fields.map((field) => ({ ...field, printed: "box" as const })) };
    const drawn = drawnForm(boxes, { dpi });
    const side = drawn.width;
    const corners = [
      [0.2, 0.12],
      [0.76, 0.02],
      [0.99, 0.98],
      [0.01, 0.93],
    ].map(([x = 0, y = 0]): Point => [x * side, y * side]);
    const photo = photographed(drawn, corners, { height: side, width: side, table: 255 });
    const scene = sceneOf({ ...photo.picture, channels: 1 }, boxes);
    const off = (map: Transform) => worstError(boxes, map, photo, dpi);
    const start = affineAt(chained(right, photo.toPicture), [40, 40]);
    expect(off(start)).toBeGreaterThan(15);
    const pose = refined({ map: start, prior: 0 }, scene, search(scene));
    expect(off(pose.map)).toBeLessThan(0.05);
    expect(fitOf(pose, scene, { ...search(scene), reach: CLOSE }).share).toBe(1);
  });

  it("is told by the ends of lines where a form lies along them, when it has nothing else", () => {
    const page = sheet(lines);
    const scene = sceneOf({ ...drawnForm(page, { dpi }), channels: 1 }, page);
    const { map } = refined({ map: moved([2, 0.5]), prior: 0 }, scene, search(scene));
    expect(worstError(page, map, { toPicture: scaledAndShifted(1, [0, 0]) }, dpi)).toBeLessThan(0.2);
  });
});

/** The affine map that a map is about a place. */
function affineAt(map: Transform, [x, y]: Point): Transform {
  const [at, across, down] = [apply(map, [x, y]), apply(map, [x + 1, y]), apply(map, [x, y + 1])];
  const [a, b, d, e] = [across[0] - at[0], down[0] - at[0], across[1] - at[1], down[1] - at[1]];
  return [a, b, at[0] - a * x - b * y, d, e, at[1] - d * x - e * y, 0, 0, 1];
}
