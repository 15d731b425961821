import { describe, expect, it } from "vitest";
import { InputError } from "../../errors.js";
import { evaluateOutOfDistribution } from "./out-of-distribution.js";

/** Rows of two logits. */
const said = (...logits: number[]) => ({ logits: Float32Array.from(logits), features: Float32Array.from(logits) });
const test = said(9, 0, 0, 8, 5, 5, 7, 1);
const letters = { name: "letters", ...said(2, 1, 6, 0) };
const geometry = {
  means: { shape: [2, 2], data: Float32Array.of(9, 0, 0, 8) },
  whitening: { shape: [2, 2], data: Float32Array.of(1, 0, 0, 1) },
};

describe("evaluateOutOfDistribution", () => {
  it("compares three scores, and judges the model's own threshold, as worked by hand", () => {
    const membership = { score: "mahalanobis", threshold: -10, accepted: 0.99, geometry } as const;
    const found = evaluateOutOfDistribution({ test, others: [letters], classes: 2, membership });
    expect(found.decides).toEqual({ score: "mahalanobis", threshold: -10, accepted: 0.99 });
    // Squared distances of the test rows: 0, 0, 34 (to (0, 8)), 5; of the letters 50 and 9.
    expect(found.acceptedTest).toBe(0.75);
    const [other] = found.others;
    expect([other?.name, other?.count, other?.passed]).toEqual(["letters", 2, 0.5]);
    expect(other?.scores.mahalanobis?.auroc).toBe(7 / 8);
    // Energies: 9.0, 8.0, 5.7, 7.0 against 2.3 and 6.0.
    expect(other?.scores.energy?.auroc).toBe(7 / 8);
    // Differences of the logits: 9, 8, 0, 6 against 1 and 6, a tie.
    expect(other?.scores.softmax?.auroc).toBe((2 + 2 + 0 + 1.5) / 8);
    expect(found.notes).toEqual(["These shares are rough: 4 test images tell little of how many are taken for one of the classes."]);
  });

  it("leaves out the distance where nothing tells where the classes lie", () => {
    const membership = { score: "energy", threshold: 6.5, accepted: 0.99 } as const;
    const found = evaluateOutOfDistribution({ test, others: [letters], classes: 2, membership });
    expect([found.acceptedTest, found.others[0]?.passed, found.others[0]?.scores.mahalanobis]).toEqual([0.75, 0, null]);
    expect(found.notes[0]).toBe("There is no distance to the classes: the validation images were too few for the network's features.");
  });

  it("says what is missing where the model decides nothing and nothing was shown", () => {
    const found = evaluateOutOfDistribution({ test, others: [], classes: 2, membership: undefined });
    expect([found.decides, found.acceptedTest, found.others]).toEqual([null, null, []]);
    expect(found.notes).toHaveLength(3);
  });

  it("refuses an empty set", () => {
    const empty = { name: "none", ...said() };
    expect(() => evaluateOutOfDistribution({ test, others: [empty], classes: 2, membership: undefined })).toThrow(InputError);
  });
});
