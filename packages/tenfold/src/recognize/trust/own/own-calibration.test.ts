import { describe, expect, it } from "vitest";
import { expectedFrom, fitOwnCalibration, ownAcceptance, ownConfidence } from "./own-calibration.js";

const model = { name: "reader", content: "5d1f0a3c" };
const share = (odds: number): number => 1 / (1 + Math.exp(-odds));

function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ((state >>> 8) + 0.5) / 2 ** 24;
  };
}

/** Log odds of confidences as of strings on checks: most are sure, and none surer than a calibration by thousands of readings says. */
function population(random: () => number): number[] {
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: 5000 }, () => Math.min(7.6, 2.2 + 2 * normal())).sort((one, other) => other - one);
}

describe("fitOwnCalibration", () => {
  const confidences = Array.from({ length: 40 }, (_, at) => 0.6 + at / 100);
  const hits = confidences.map((_, at) => Number(at > 5));

  it("is plain data that says whose readings, how many, and what each threshold came to", () => {
    const own = fitOwnCalibration(confidences, hits, { model: { ...model, calibration: { name: "own", content: "1" } } });
    expect(own).toMatchObject({ version: 1, model, effort: "usual", readings: 40, right: 34 });
    expect(own.model).toEqual(model);
    expect(own.counts).toHaveLength(40);
    expect(own.counts[0]).toMatchObject({ threshold: 0.99, answered: 1, wrong: 0 });
    expect(own.counts.at(-1)).toMatchObject({ threshold: 0.6, answered: 40, wrong: 6 });
    expect(own.counts.every(({ risk }, at) => at === 0 || risk >= (own.counts[at - 1]?.risk ?? 0))).toBe(true);
  });

  it("keeps the order of confidences, and follows what was right", () => {
    const worse = fitOwnCalibration(
      confidences,
      hits.map((_, at) => Number(at % 2)),
      { model },
    );
    const better = fitOwnCalibration(
      confidences,
      hits.map(() => 1),
      { model },
    );
    expect(ownConfidence(0.8, worse)).toBeLessThan(0.7);
    expect(ownConfidence(0.8, better)).toBeGreaterThan(0.85);
    expect(ownConfidence(0.9, worse)).toBeGreaterThan(ownConfidence(0.8, worse));
  });

  it("keeps 400 thresholds of many readings, the last one among them", () => {
    const many = Array.from({ length: 1000 }, (_, at) => at / 1000);
    const { counts } = fitOwnCalibration(
      many,
      many.map((_, at) => Number(at > 300)),
      { model },
    );
    expect(counts).toHaveLength(400);
    expect(counts.at(-1)).toMatchObject({ threshold: 0, answered: 1000, wrong: 301 });
  });

  it("refuses too few readings, and readings that are all wrong", () => {
    expect(() => fitOwnCalibration([0.9], [1], { model })).toThrow(
      "1 reading is too few to calibrate on; 30 are wanted at least, some hundreds are better",
    );
    expect(() =>
      fitOwnCalibration(
        confidences,
        hits.map(() => 0),
        { model },
      ),
    ).toThrow("all 40 readings are wrong; check that truth and pictures belong together, and the field");
    expect(() => fitOwnCalibration(confidences, [1], { model })).toThrow("40 confidences but 1 hits; pass one a reading");
  });
});

describe("expectedFrom", () => {
  const count = { threshold: 0.9, answered: 100, wrong: 0, risk: 0.008 };
  const own = { ...fitOwnCalibration(new Array(30).fill(0.9), new Array(30).fill(1), { model }), readings: 300 };

  it("takes the lowest threshold whose error stays below, and of which no more own readings were wrong", () => {
    const counts = [count, { ...count, threshold: 0.8, answered: 200, wrong: 2, risk: 0.01 }];
    expect(expectedFrom(0.01, { ...own, counts })).toBe(0.8);
    expect(expectedFrom(0.009, { ...own, counts })).toBe(0.9);
    expect(expectedFrom(0.007, { ...own, counts })).toBe(Number.POSITIVE_INFINITY);
    expect(expectedFrom(0.01, { ...own, counts: [count, { ...count, threshold: 0.8, answered: 199, wrong: 2 }] })).toBe(0.9);
  });

  it("comes to what own readings were accepted and wrong, and how many of them prove it", () => {
    const counts = [
      { ...count, answered: 299 },
      { threshold: 0.8, answered: 400, wrong: 3, risk: 0.01 },
    ];
    const many = { ...own, readings: 400, counts };
    expect(ownAcceptance(many, 0.01)).toEqual({ accepted: 400, wrong: 3, proven: 299, proof: "expected" });
    expect(ownAcceptance({ ...many, counts: counts.slice(0, 1) }, 0.01)).toEqual({ accepted: 299, wrong: 0, proven: 299, proof: "proven" });
    expect(ownAcceptance(many, 0.001)).toEqual({ accepted: 0, wrong: 0, proven: 0, proof: "out of reach" });
  });

  it("expects nothing of error rates that allow less than four tenths of a mistake among all own readings", () => {
    const counts = [{ ...count, risk: 0.00001 }];
    expect(expectedFrom(0.005, { ...own, counts, readings: 80 })).toBe(0.9);
    expect(expectedFrom(0.005, { ...own, counts, readings: 79 })).toBe(Number.POSITIVE_INFINITY);
  });

  // The promise, on readings that nothing was fitted on. bench/own-calibration.js draws more of them, after more laws.
  it.each([
    ["as the reader says", 0, 1],
    ["surer than it says", 0, 1.35],
    ["odds of an error 2.7 times as high", -1, 1],
  ])("keeps to the error in nine of ten draws: %s", { timeout: 60_000 }, (_, shift, scale) => {
    const random = draws(5);
    const all = population(random);
    const wrongAt = (odds: number): number => 1 - share(shift + scale * odds);
    for (const readings of [100, 350]) {
      let broken = 0;
      for (let draw = 0; draw < 40; draw++) {
        const odds = Array.from({ length: readings }, () => all[Math.floor(random() * all.length)] as number);
        const own = fitOwnCalibration(
          odds.map(share),
          odds.map((one) => Number(random() >= wrongAt(one))),
          { model },
        );
        const threshold = expectedFrom(0.01, own);
        const accepted = all.filter((one) => share(one) >= threshold);
        if (accepted.length > 0 && accepted.reduce((sum, one) => sum + wrongAt(one), 0) / accepted.length > 0.01) broken++;
      }
      expect(broken).toBeLessThanOrEqual(8); // 4 of 40, and two standard deviations more
    }
  });
});
