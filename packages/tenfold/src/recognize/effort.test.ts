import { expect, it } from "vitest";
import { type Effort, effortOf, efforts, viewsOf } from "./effort.js";

it("looks once, at three views more, and at six", () => {
  expect(efforts.map((effort) => viewsOf("read", effort))).toEqual([
    { lines: 0, digits: 0 },
    { lines: 3, digits: 4 },
    { lines: 6, digits: 4 },
  ]);
  expect(() => viewsOf("loadReader", "quick" as Effort)).toThrow('loadReader: effort is "quick"; one of fast, usual, thorough is wanted');
  expect(() => viewsOf("loadReader", "usua" as Effort)).toThrow("did you mean usual?");
});

it("is usual unless told, or what a calibration was fitted at", () => {
  expect([effortOf("read", undefined, undefined), effortOf("read", "fast", undefined), effortOf("read", undefined, "thorough")]).toEqual([
    "usual",
    "fast",
    "thorough",
  ]);
  expect(() => effortOf("read", "fast", "usual")).toThrow('the calibration was fitted at the effort "usual", and effort is "fast"');
});
