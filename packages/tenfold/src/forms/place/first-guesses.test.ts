import { describe, expect, it } from "vitest";
import { boxUnder, seenScene } from "../../../test/seen-scene.js";
import { cornersOf } from "../../image/geometry/box.js";
import { apply, distance, type Point, scaledAndShifted, type Transform } from "../../image/geometry/transform.js";
import type { SeenMark } from "../see/find-marks.js";
import { parseTemplate } from "../template/parse-template.js";
import type { FormPage } from "../template/template.js";
import { firstGuesses } from "./first-guesses.js";
import type { Guess } from "./guess.js";

/** A sheet of 200 x 280 mm. */
const pageOf = (anchors: readonly object[], fields: readonly object[] = []) =>
  parseTemplate({ name: "Sheet", units: "mm", pages: [{ size: [200, 280], anchors, fields }] }).pages[0] as FormPage;
const square = (at: Point) => ({ kind: "square", at, size: 5 });
const right = scaledAndShifted(4, [0, 0]);

const markAt = (at: Point, isAlone = true): SeenMark => ({ kind: "square", at, size: 20, isAlone });
const off = (map: Transform, truth = right) =>
  Math.max(...cornersOf({ left: 0, top: 0, right: 200, bottom: 280 }).map((corner) => distance(apply(map, corner), apply(truth, corner))));
/** Four equal marks look the same both ways up. */
const upsideDown: Transform = [-4, 0, 800, 0, -4, 1120, 0, 0, 1];
const offEitherWay = ({ map }: Guess) => Math.min(off(map), off(map, upsideDown));
const byMarks = (guesses: readonly Guess[], count: number) => guesses.filter(({ known, prior }) => known.length === count && prior === 0);

describe("firstGuesses by four marks", () => {
  const corners: Point[] = [
    [12, 12],
    [188, 12],
    [188, 268],
    [12, 268],
  ];
  const page = pageOf(corners.map(square));
  const seen = corners.map((at) => markAt(apply(right, at)));
  const inner = scaledAndShifted(3, [100, 140]);

  it("takes marks that stand alone first, of those under which as many are found, and eight ways at most", () => {
    const crowded = corners.map((at) => markAt(apply(inner, at), false));
    const guesses = byMarks(firstGuesses(seenScene(page, [...crowded, ...seen])), 4);
    expect(offEitherWay(guesses[0] as Guess)).toBeLessThan(1e-6);
    expect(guesses).toHaveLength(8);
  });

  it("then those that lie as seen from the front", () => {
    const aslant: Transform = [3, 0.4, 60, 0, 3, 140, 0, 0.0008, 1];
    const others = corners.map((at) => markAt(apply(aslant, at)));
    for (const marks of [
      [...others, ...seen],
      [...seen, ...others],
    ]) {
      const scaled = marks.map((mark) => ({ ...mark, size: 18 }));
      expect(offEitherWay(byMarks(firstGuesses(seenScene(page, scaled)), 4)[0] as Guess)).toBeLessThan(1e-6);
    }
  });

  it.each([
    [0.69, false],
    [0.71, true],
    [1.44, true],
    [1.46, false],
  ])("takes marks that seem %f times their size: %s", (times, isTaken) => {
    const guesses = byMarks(
      firstGuesses(
        seenScene(
          page,
          seen.map((mark) => ({ ...mark, size: times * mark.size })),
        ),
      ),
      4,
    );
    expect(guesses.length > 0).toBe(isTaken);
    expect(guesses.every(({ map: [a, b, , d, e] }) => a * e - b * d > 0)).toBe(true); // none in a mirror
  });
});

describe("what is plausible", () => {
  const corners: Point[] = [
    [12, 12],
    [188, 12],
    [188, 268],
    [12, 268],
  ];
  const found = (map: Transform) => {
    const marks = corners.map((at) => ({ ...markAt(apply(map, at)), size: 5 * (map[0] as number) }));
    return byMarks(firstGuesses(seenScene(pageOf(corners.map(square)), marks)), 4).length > 0;
  };

  it("has its middle in the picture of 800 x 1120 pixels, or beyond by three tenths of a side at most", () => {
    const shifted = (x: number, y: number) => found(scaledAndShifted(4, [x, y])); // from 400, 560
    expect([shifted(630, 0), shifted(650, 0), shifted(-630, 0), shifted(-650, 0)]).toEqual([true, false, true, false]);
    expect([shifted(0, 890), shifted(0, 900), shifted(0, -890), shifted(0, -900)]).toEqual([true, false, true, false]);
  });

  it("is a quarter of the picture's diagonal at least, and 2.2 of them at most", () => {
    const sized = (scale: number) => found(scaledAndShifted(scale, [400 - 100 * scale, 560 - 140 * scale])); // the page's own is that of 4 pixels a millimeter
    expect([0.98, 1.02, 8.7, 8.9].map(sized)).toEqual([false, true, true, false]);
  });
});

describe("firstGuesses by two marks", () => {
  /** Three marks where they should be; two where they would lie under another map, with this many boxes. */
  function comesFirst(count: number): "marks" | "boxes" {
    const places: Point[] = [
      [12, 12],
      [188, 268],
      [188, 12],
    ];
    const fields = [40, 90, 140, 190].map((y) => ({ name: `${y}`, box: [60, y, 50, 12] }));
    const page = pageOf(places.map(square), fields);
    const wrong = scaledAndShifted(2.6, [200, 150]);
    const others = places.slice(0, 2).map((at) => markAt(apply(wrong, at)));
    const boxes = page.fields.slice(0, count).map(({ box }) => boxUnder(wrong, box));
    const guesses = byMarks(firstGuesses(seenScene(page, [...others, ...places.map((at) => markAt(apply(right, at)))], boxes)), 2);
    const [one, other] = [right, wrong].map((truth) => guesses.findIndex(({ map }) => off(map, truth) < 1e-6)) as [number, number];
    expect(Math.min(one, other)).toBeGreaterThanOrEqual(0);
    return one < other ? "marks" : "boxes";
  }

  it("count a mark as three boxes", () => {
    expect(comesFirst(2)).toBe("marks"); // 3 marks, or 2 marks and 2 boxes
    expect(comesFirst(4)).toBe("boxes");
  });
});
