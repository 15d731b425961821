import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clopperPearsonUpper } from "../evaluate/clopper-pearson.js";
import { isotonicRegression, shareRight } from "../evaluate/isotonic-regression.js";
import { acceptFrom, calibratedConfidence, calibrateReadings, readCalibrationOf } from "./acceptance.js";

describe("Clopper and Pearson's bound", () => {
  it("is the published one", () => {
    expect(clopperPearsonUpper(0, 299, 0.95)).toBeCloseTo(1 - 0.05 ** (1 / 299), 9); // the rule of three, exactly
    expect(clopperPearsonUpper(1, 10, 0.975)).toBeCloseTo(0.4450161, 6); // as scipy's binomtest(1, 10).proportion_ci() has it
    expect(clopperPearsonUpper(5, 5, 0.95)).toBe(1);
    expect(clopperPearsonUpper(0, 0, 0.95)).toBe(1);
  });
});

describe("isotonic regression", () => {
  it("pools what falls, by hand", () => {
    const blocks = isotonicRegression([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [0, 1, 0, 1, 1, 1]);
    expect(blocks.map(({ right, count }) => [right, count])).toEqual([
      [0, 1],
      [1, 2],
      [3, 3],
    ]);
    expect(blocks.map(({ at }) => Number(at.toFixed(9)))).toEqual([0.1, 0.25, 0.5]);
    expect(blocks.map(shareRight)).toEqual([0.25, 0.5, 0.875]);
  });

  it("never falls", () => {
    const samples = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(samples, (given) => {
        const blocks = isotonicRegression(
          given.map(([confidence]) => confidence),
          given.map(([, hit]) => (hit ? 1 : 0)),
        );
        expect(blocks.reduce((sum, { count }) => sum + count, 0)).toBe(given.length);
        blocks.slice(1).forEach((block, at) => {
          expect(block.at).toBeGreaterThan(blocks[at]?.at as number);
          expect(shareRight(block)).toBeGreaterThan(shareRight(blocks[at] as (typeof blocks)[number]));
        });
      }),
    );
  });
});

/** Readings whose confidence c is right with probability c squared, thus too sure, spread evenly. */
const tooSure = (count: number) => {
  const confidences = Array.from({ length: count }, (_, at) => (at + 0.5) / count);
  let owed = 0;
  const hits = confidences.map((confidence) => {
    owed += confidence ** 2;
    if (owed < 1) return 0;
    owed--;
    return 1;
  });
  return { confidences, hits };
};

describe("acceptance", () => {
  const { confidences, hits } = tooSure(4000);
  const calibration = calibrateReadings(confidences, hits);

  it("learns what a confidence is worth, and is plain data", () => {
    for (const confidence of [0.2, 0.5, 0.8])
      expect(Math.abs(calibratedConfidence(confidence, calibration) - confidence ** 2)).toBeLessThan(0.03);
    expect(calibratedConfidence(0, calibration)).toBeLessThan(0.02);
    expect(calibratedConfidence(1, calibration)).toBeGreaterThan(0.9);
    expect(readCalibrationOf(JSON.parse(JSON.stringify(calibration)))).toEqual(calibration);
    expect(calibratedConfidence(0.4)).toBe(0.4);
  });

  it("keeps what it accepts below the wanted error", () => {
    for (const maxError of [0.15, 0.2, 0.3]) {
      const threshold = acceptFrom(maxError, calibration);
      const accepted = hits.filter((_, at) => (confidences[at] as number) >= threshold);
      expect(accepted.length).toBeGreaterThan(40);
      expect(accepted.filter((hit) => hit === 0).length / accepted.length).toBeLessThan(maxError);
    }
    expect(acceptFrom(0.3, calibration)).toBeLessThan(acceptFrom(0.15, calibration));
  });

  it("promises nothing on few readings", () => {
    const few = calibrateReadings(new Array(100).fill(0.99), new Array(100).fill(1));
    expect(acceptFrom(0.01, few)).toBe(Number.POSITIVE_INFINITY);
    expect(acceptFrom(0.05, few)).toBe(0.99);
    expect(calibratedConfidence(0.99, few)).toBeCloseTo(100.5 / 101, 12);
  });

  it("takes confidences at their word where nothing is known", () => {
    expect(acceptFrom(0.005)).toBe(0.995);
    expect(() => acceptFrom(0)).toThrow("maxError is a share above 0 and below 1, as 0.01 for 1 %, not 0");
  });

  it.each([
    null,
    {},
    { map: [], counts: [] },
    { map: [{ confidence: 2, right: 1 }], counts: [] },
    { map: [{ confidence: 1, right: 1 }], counts: [null] },
    { map: [null], counts: [] },
  ])("refuses %j as a calibration", (data) => {
    expect(() => readCalibrationOf(data)).toThrow(
      "this is no calibration of readings: { map: [{ confidence, right }], counts: [{ threshold, answered, wrong }] }",
    );
  });
});
