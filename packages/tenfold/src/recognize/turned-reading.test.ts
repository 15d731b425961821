import { describe, expect, it } from "vitest";
import type { ReadString } from "../document/document.js";
import type { Reading } from "./reading.js";
import { isDoubtful, isPlainlyBetter, rightWayUp, turnedBack } from "./turned-reading.js";

const box = { left: 10, top: 20, right: 14, bottom: 26 };

/** A line with digits of these confidences. */
function line(confidences: readonly number[]): ReadString {
  const digits = confidences.map((confidence) => ({ value: 7, confidence, top3: [], box, seen: new Uint8Array(784) }));
  return {
    text: "7".repeat(digits.length),
    confidence: 0.5,
    status: "review",
    reasons: [],
    box,
    unexplained: [box],
    digits,
    alternatives: [],
  };
}

const reading = (...lines: readonly (readonly number[])[]): Reading => ({ strings: lines.map(line), grids: [] });

describe("isDoubtful", () => {
  const sure = (count: number) => Array.from({ length: count }, () => 1);
  const unsure = (count: number) => Array.from({ length: count }, () => 0.8);

  it("is so where nothing was read", () => {
    expect(isDoubtful(reading(), 0)).toBe(true);
  });

  it("is so where one digit in twenty is not sure, and not half of them stand in sure strings", () => {
    expect(isDoubtful(reading([...sure(18), ...unsure(2)]), 1)).toBe(true);
    expect(isDoubtful(reading(sure(20)), 1)).toBe(false);
    const half = reading(sure(9), [...sure(7), ...unsure(2)]);
    expect(isDoubtful(half, 2)).toBe(true);
    expect(
      isDoubtful({ ...half, strings: half.strings.map((string, at) => (at === 0 ? { ...string, confidence: 0.98 } : string)) }, 2),
    ).toBe(false);
  });

  it("takes more for a page of many digits, which on their heads are never so sure", () => {
    expect(isDoubtful(reading([...sure(26), ...unsure(4)]), 1)).toBe(false);
    expect(isDoubtful(reading([...sure(25), ...unsure(5)]), 1)).toBe(true);
  });

  it("is so where three of ten lines and more are other writing", () => {
    expect(isDoubtful(reading(sure(3), sure(3)), 2)).toBe(false);
    expect(isDoubtful(reading(sure(3), sure(3)), 3)).toBe(true);
  });

  it("takes still more for a grid, whose cells are mostly printed", () => {
    const grid = (digits: readonly number[]) => ({ ...reading(digits), grids: [{ rows: 1, columns: 1, cells: [] }] });
    expect(isDoubtful(grid([...sure(7), ...unsure(3)]), 9)).toBe(false);
    expect(isDoubtful(grid([...sure(6), ...unsure(4)]), 9)).toBe(true);
  });
});

it("is plainly better with three sure digits and more, three in five of all, that outdo by four what speaks for the other way", () => {
  expect(isPlainlyBetter(reading([1, 1, 1, 1]), reading())).toBe(true);
  expect(isPlainlyBetter(reading([1, 1, 1]), reading())).toBe(false);
  expect(isPlainlyBetter(reading([1, 1, 1, 1]), reading([1], [0.5]))).toBe(true);
  expect(isPlainlyBetter(reading([1, 1, 1, 1]), reading([1, 1, 1]))).toBe(false);
  expect(isPlainlyBetter(reading([1, 1]), reading([0.5, 0.5, 0.5, 0.5, 0.5]))).toBe(false);
  expect(isPlainlyBetter(reading([1, 1, 1, 1, 1, 0.3]), reading([1, 0.5, 0.5, 0.5]))).toBe(true);
  expect(isPlainlyBetter(reading([1, 1, 1, 1, 1, 0.3, 0.3, 0.3, 0.3]), reading())).toBe(false);
});

it("holds strings that are sure for more, and many short ones for less", () => {
  const sure = (count: number) => Array.from({ length: count }, () => 1);
  const strings = reading(sure(4)).strings.map((string) => ({ ...string, confidence: 0.98 }));
  expect(isPlainlyBetter({ strings, grids: [] }, reading(sure(4)))).toBe(true);
  expect(isPlainlyBetter(reading(sure(5)), reading([1], [1], [1], [1], [1]))).toBe(true);
});

it("has its boxes where the ink lies in the picture before it was turned", () => {
  const size = { height: 100, width: 60 };
  const cell = { row: 0, column: 0, box };
  const found = { ...reading([1]), grids: [{ rows: 1, columns: 1, cells: [cell] }] };
  const upside = turnedBack(found, 180, size);
  const there = { left: 46, top: 74, right: 50, bottom: 80 };
  expect(upside.strings[0]?.corners).toEqual([
    [50, 80],
    [46, 80],
    [46, 74],
    [50, 74],
  ]); // as it is read
  expect(upside).toMatchObject({ turned: 180, strings: [{ box: there, unexplained: [there], digits: [{ box: there }] }] });
  expect(upside.notice).toBe("it was turned by 180 degrees clockwise to be read");
  expect(turnedBack({ ...found, notice: "1 line was left out" }, 90, size).notice).toBe(
    "it was turned by 90 degrees clockwise to be read; 1 line was left out",
  );
  expect(upside.grids[0]?.cells[0]?.box).toEqual(there);
  expect(turnedBack(found, 90, size).strings[0]?.box).toEqual({ left: 20, top: 86, right: 26, bottom: 90 });
  expect(turnedBack(found, 270, size).strings[0]?.box).toEqual({ left: 34, top: 10, right: 40, bottom: 14 });
});

describe("rightWayUp", () => {
  const sure = (count: number) => Array.from({ length: count }, () => 1);
  const way = (kept: Reading, whole = kept) => ({ kept, whole });
  const accepted = (count: number): Reading => ({
    strings: [{ ...line(sure(count)), status: "accepted", levels: [{ maxError: 0.1, status: "accepted", proof: "measured" as never }] }],
    grids: [{ rows: 1, columns: 1, cells: [{ row: 0, column: 0, box, status: "accepted" }] }],
  });

  it("is the one with plainly the most sure digits", () => {
    expect(rightWayUp(reading(), [way(reading(sure(4))), way(accepted(20)), way(reading())])).toEqual(accepted(20));
    expect(rightWayUp(reading(sure(3)), [way(reading(sure(4)))])).toEqual(reading(sure(3)));
  });

  it("is the picture as it is where what reads well turned is other writing", () => {
    const asItIs = reading([0.6, 0.4]);
    expect(rightWayUp(asItIs, [way(reading(), reading(sure(4)))])).toBe(asItIs);
    expect(rightWayUp(asItIs, [way(reading(sure(4)), reading(sure(4), [0.5, 0.5, 0.5, 0.5, 0.5]))])).toBe(asItIs);
  });

  it.each([
    ["few digits tell the way", accepted(4), reading()],
    ["another way up has half as many", accepted(20), reading(sure(11))],
  ])("is for a person to look at where %s", (_, kept, rival) => {
    const { strings, grids } = rightWayUp(reading(), [way(kept), way(rival)]);
    expect(strings[0]).toMatchObject({ status: "review", levels: [{ status: "review" }] });
    expect(strings[0]?.reasons).toEqual(["which way up the picture lies is not certain"]);
    expect(grids[0]?.cells[0]?.status).toBe("review");
  });
});
