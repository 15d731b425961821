import type { ReviewStats } from "tenfold-works/review/record";
import { describe, expect, it } from "vitest";
import { progressWords } from "./progress-words.js";

const nothing: ReviewStats = {
  ...{ open: 3, done: 0, unasked: 0, proposals: { right: 0, of: 0 } },
  accepted: { looked: 0, wrong: 0, interval: null, maxError: null },
  reviewers: [],
};

describe("how a review goes, in words", () => {
  it("says nothing before somebody has looked", () => {
    expect(progressWords(nothing, "ann")).toEqual([]);
  });

  it("tells agreement, the real error rate with its interval beside what was asked for, and who did how much how fast", () => {
    const stats: ReviewStats = {
      ...nothing,
      proposals: { right: 38, of: 40 },
      accepted: { looked: 20, wrong: 1, interval: [0.009, 0.236], maxError: 0.01 },
      reviewers: [
        { name: "ann", corrections: 45, perMinute: 31.6 },
        { name: "local", corrections: 15, perMinute: null },
      ],
    };
    expect(progressWords(stats, "ann")).toEqual([
      "Of 40 proposals 38 were right",
      "Of 20 accepted fields looked at 1 was wrong, likely 0.9 % to 23.6 % of all; at most 1 % was asked for",
      "You have done 45, 32 a minute",
      "Somebody without a name has done 15",
    ]);
  });
});
