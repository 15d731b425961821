import { describe, expect, it } from "vitest";
import { ANY_ERROR, calibrateOn, levelsOf } from "./calibrate-on.js";
import type { JudgedString } from "./judged-string.js";

const model = { name: "reader", content: "1" };
const string = (at: number, more: Partial<JudgedString> = {}): JudgedString => ({
  ...{ file: "a", page: 1, truth: "1", text: "1", right: at % 8 > 0, confidence: 0.5 + at / 100, status: "review", proof: "proven" },
  ...more,
});
const judged = (strings: readonly JudgedString[]) => ({ strings, others: 0, mistakes: [] });
const forty = Array.from({ length: 40 }, (_, at) => string(at));

describe("calibrateOn", () => {
  it("leaves out what has no confidence, and what is left to a person whatever its confidence", () => {
    const { proof: _, ...blank } = string(1);
    const level = (status: "accepted" | "review") => [{ maxError: ANY_ERROR, status, proof: "proven" as const }];
    const own = calibrateOn(judged([...forty, blank, string(1, { levels: level("review") }), string(1, { levels: level("accepted") })]), {
      model,
    });
    expect(own).toMatchObject({ readings: 41, right: 36 });
  });

  it("says what it accepts of its own readings", () => {
    expect(levelsOf(calibrateOn(judged(forty), { model })).map(({ maxError, accepted }) => [maxError, accepted])).toEqual([
      [0.001, 0],
      [0.005, 0],
      [0.01, 0],
    ]);
  });

  it("refuses where nothing was read", () => {
    const { proof: _, ...lost } = string(1);
    expect(() => calibrateOn(judged([lost]), { model })).toThrow("none of the 1 strings of truth was read; check files and field");
  });
});
