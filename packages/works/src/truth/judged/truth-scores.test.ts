import { describe, expect, it } from "vitest";
import type { JudgedString } from "./judged-string.js";
import { levelsWith, truthScores } from "./truth-scores.js";

const string = (confidence: number, right: boolean, more: Partial<JudgedString> = {}): JudgedString => ({
  ...{ file: "a", page: 1, truth: "1", text: right ? "1" : "2", right, confidence, status: "review" as const },
  ...more,
});
const at = (maxError: number, status: "accepted" | "review", proof: "proven" | "expected" | "out of reach") => ({
  maxError,
  status,
  proof,
});

describe("truthScores", () => {
  // by hand: of the four surest 0, 1, 1, 2 are wrong, so the curve's area is (0/1 + 1/2 + 1/3 + 2/4) / 4
  const four = [string(0.9, true), string(0.8, false), string(0.7, true), string(0.6, false)];

  it("counts what is right, with Wilson's interval, and the area under the curve", () => {
    const { right, aurc, fields } = truthScores(four, 0.005);
    expect(right).toMatchObject({ count: 2, of: 4, share: 0.5 });
    expect(right.interval[0]).toBeCloseTo(0.15, 2);
    expect(aurc).toBeCloseTo(1 / 3, 12);
    expect(fields).toEqual([]);
  });

  it("counts by field, in the order in which they came", () => {
    const named = [
      string(0.9, true, { field: "zip", status: "accepted" }),
      string(0.5, false, { field: "date" }),
      string(0.5, true, { field: "zip" }),
    ];
    expect(truthScores(named, 0.005).fields).toMatchObject([
      { field: "zip", right: { count: 2, of: 2 }, accepted: { count: 1, of: 2 }, wrong: { count: 0, of: 1 } },
      { field: "date", right: { count: 0, of: 1 }, accepted: { count: 0 }, wrong: { count: 0, of: 0, share: null } },
    ]);
  });

  it("tells what is accepted at each error rate, and what that rests on", () => {
    const levels = [at(0.001, "review", "out of reach"), at(0.005, "accepted", "proven"), at(0.01, "accepted", "proven")];
    const weaker = [at(0.001, "review", "out of reach"), at(0.005, "review", "proven"), at(0.01, "accepted", "expected")];
    const scores = truthScores([string(0.9, true, { levels }), string(0.8, false, { levels: weaker })], 0.005);
    expect(scores.levels.map(({ maxError, accepted, wrong, proof }) => [maxError, accepted.count, wrong.count, proof])).toEqual([
      [0.001, 0, 0, "out of reach"],
      [0.005, 1, 0, "proven"],
      [0.01, 2, 1, "expected"],
    ]);
  });

  it("takes blank fields as they are at any error rate", () => {
    expect(truthScores([string(1, true, { status: "accepted" })], 0.005).levels.map(({ accepted }) => accepted.count)).toEqual([1, 1, 1]);
  });

  it("tells of the error rate asked for, too, once", () => {
    expect([levelsWith(0.005), levelsWith(0.002)]).toEqual([
      [0.001, 0.005, 0.01],
      [0.001, 0.002, 0.005, 0.01],
    ]);
  });
});
