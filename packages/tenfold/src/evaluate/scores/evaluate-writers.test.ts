import { describe, expect, it } from "vitest";
import { ShapeError } from "../../errors.js";
import { wilsonInterval } from "../statistics/wilson-interval.js";
import { evaluateWriters } from "./evaluate-writers.js";

/** Predictions of two classes that are right where `hits` says 1. */
function predictions(hits: readonly number[]) {
  const labels = hits.map(() => 1);
  return { probabilities: Float32Array.from(hits.flatMap((hit) => (hit ? [0.25, 0.75] : [0.75, 0.25]))), labels, classes: 2 };
}

describe("evaluateWriters", () => {
  it("counts by writer, as worked by hand", () => {
    const found = evaluateWriters(predictions([1, 0, 1, 1, 0, 0, 1, 1]), [5, 5, 5, 5, 2, 2, 9, 9]);
    expect(found.all.map(({ writer, count, wrong, error }) => [writer, count, wrong, error])).toEqual([
      [2, 2, 2, 1],
      [5, 4, 1, 0.25],
      [9, 2, 0, 0],
    ]);
    expect([found.images, found.writers, found.flawless]).toEqual([8, 3, 1]);
    expect(found.meanError).toBeCloseTo(1.25 / 3, 12);
    expect(found.sd).toBeCloseTo(Math.sqrt(((1 - 1.25 / 3) ** 2 + (0.25 - 1.25 / 3) ** 2 + (1.25 / 3) ** 2) / 2), 12);
    const p = 3 / 8;
    expect(found.sdByChance).toBeCloseTo(Math.sqrt((p * (1 - p) * (1 / 2 + 1 / 4 + 1 / 2)) / 3), 12);
    expect(found.worst.map(({ writer }) => writer)).toEqual([2, 5]);
    expect(found.worst[1]?.interval).toEqual(wilsonInterval(1, 4));
    expect(found.notes).toEqual([
      "Half of the writers have at most 2 images here, so that the error of one is known roughly: see its interval.",
    ]);
  });

  it("ranks a writer who fails surely before one who failed once on the only image", () => {
    const hits = [0, ...Array.from({ length: 100 }, (_, index) => (index < 40 ? 0 : 1))];
    const { worst } = evaluateWriters(predictions(hits), [1, ...new Array<number>(100).fill(2)]);
    expect(worst.map(({ writer }) => writer)).toEqual([2, 1]);
  });

  it("names ten of those who fail", () => {
    const writers = Array.from({ length: 12 }, (_, writer) => writer);
    expect(evaluateWriters(predictions(writers.map(() => 0)), writers).worst).toHaveLength(10);
  });

  it("has no spread to tell of for a single writer, and nothing that is no number", () => {
    const found = evaluateWriters(predictions([1]), [7]);
    expect([found.sd, found.meanError, found.sdByChance, found.worst]).toEqual([null, 0, 0, []]);
  });

  it("refuses another number of writers", () => {
    expect(() => evaluateWriters(predictions([1, 1]), [7])).toThrow(ShapeError);
  });
});
