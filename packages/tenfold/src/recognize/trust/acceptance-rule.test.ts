import { describe, expect, it } from "vitest";
import { standingOf } from "./acceptance-rule.js";
import type { OwnCalibration } from "./own/own-calibration.js";

const map = [
  { confidence: 0, right: 0 },
  { confidence: 1, right: 1 },
];
const shipped = { map, counts: [{ threshold: 0.9, answered: 299, wrong: 0 }] };
const own: OwnCalibration = {
  version: 1,
  model: { name: "reader", content: "1" },
  effort: "usual",
  readings: 500,
  right: 490,
  correction: { shift: 0, scale: 2 },
  counts: [
    { threshold: 0.9, answered: 299, wrong: 0, risk: 0.004 },
    { threshold: 0.8, answered: 350, wrong: 3, risk: 0.009 },
    { threshold: 0.7, answered: 500, wrong: 10, risk: 0.02 },
  ],
};

const short = (given: number, maxError: number, known: object) => {
  const { status, proof } = standingOf(given, { maxError, ...known });
  return [status, proof];
};

describe("standingOf", () => {
  it("takes confidences at their word where nothing is known, as a network's own expectation", () => {
    expect(short(0.995, 0.005, {})).toEqual(["accepted", "expected"]);
    expect(short(0.994, 0.005, {})).toEqual(["review", "expected"]);
  });

  it("has the file's calibration prove an error, or leaves it out of reach", () => {
    expect(short(0.9, 0.01, { calibration: shipped })).toEqual(["accepted", "proven"]);
    expect(short(0.89, 0.01, { calibration: shipped })).toEqual(["review", "proven"]);
    expect(short(1, 0.005, { calibration: shipped })).toEqual(["review", "out of reach"]);
    expect(standingOf(1, { maxError: 0.005, calibration: shipped }).refusal).toBe(
      "what is known of the reader is too little to promise at most 0.5 % of errors",
    );
  });

  it("accepts by own readings what is proven, and below that what is expected", () => {
    expect(short(0.9, 0.01, { calibration: shipped, own })).toEqual(["accepted", "proven"]);
    expect(short(0.8, 0.01, { calibration: shipped, own })).toEqual(["accepted", "expected"]);
    expect(short(0.79, 0.01, { calibration: shipped, own })).toEqual(["review", "expected"]);
    expect(short(0.9, 0.004, { calibration: shipped, own })).toEqual(["accepted", "expected"]);
    expect(short(1, 0.003, { calibration: shipped, own })).toEqual(["review", "out of reach"]);
    expect(standingOf(1, { maxError: 0.003, own }).refusal).toBe(
      "the 500 readings calibrated on are too few, or too many wrong, to promise at most 0.3 % of errors",
    );
    const unsure = { ...own, counts: own.counts.map((count) => ({ ...count, risk: 0.5 })) };
    expect(short(0.9, 0.01, { own: unsure })).toEqual(["accepted", "proven"]);
    expect(short(0.8, 0.01, { own: unsure })).toEqual(["review", "proven"]);
  });

  it("corrects confidences on top of the file's", () => {
    const halved = {
      map: [
        { confidence: 0, right: 0 },
        { confidence: 1, right: 0.5 },
      ],
      counts: [],
    };
    // 1 is right half of the time by the file, and half has the odds 1, which stay 1 at any scale
    expect(standingOf(1, { maxError: 0.1, calibration: halved, own }).confidence).toBeCloseTo(0.5, 9);
    expect(standingOf(0.9, { maxError: 0.1, own }).confidence).toBeCloseTo(81 / 82, 9);
    expect(standingOf(0.9, { maxError: 0.1, calibration: halved }).confidence).toBeCloseTo(0.45, 9);
  });

  it("says what becomes of a reading at other error rates, and accepts none that is barred", () => {
    const levels = [0.001, 0.01];
    expect(standingOf(0.8, { maxError: 0.02, own, levels }).levels).toEqual([
      { maxError: 0.001, status: "review", proof: "out of reach" },
      { maxError: 0.01, status: "accepted", proof: "expected" },
    ]);
    const barred = standingOf(0.8, { maxError: 0.01, own, levels, isBarred: true });
    expect([barred.status, ...(barred.levels ?? []).map(({ status }) => status)]).toEqual(["review", "review", "review"]);
  });

  it.each([{}, { calibration: shipped }, { own }])("refuses what is no share", (known) => {
    expect(() => standingOf(0.9, { maxError: 1, ...known })).toThrow("maxError is a share above 0 and below 1");
  });

  /** Of 1,500 digits from 0.99 on none was wrong, of 2,000 from 0.9 on 8; the surest are right in 99.9 of 100. */
  const calibration = {
    map: [
      { confidence: 0, right: 0 },
      { confidence: 0.99, right: 0.999 },
      { confidence: 1, right: 1 },
    ],
    counts: [
      { threshold: 0.99, answered: 1500, wrong: 0 },
      { threshold: 0.9, answered: 2000, wrong: 8 },
    ],
  };

  it("takes a string of digits that were seen each by itself for as sure as these", () => {
    const of = (each: number, count: number, maxError: number) => short(each ** count, maxError, { each: { calibration, count } });
    expect(of(0.99, 1, 0.01)).toEqual(["accepted", "proven"]);
    expect(of(0.9, 1, 0.01)).toEqual(["accepted", "proven"]); // 8 of 2000 prove 1 %
    expect(of(0.89, 1, 0.01)).toEqual(["review", "expected"]);
    expect(of(0.9901, 4, 0.01)).toEqual(["accepted", "proven"]); // 0.25 % of each
    // 0.1 % of each is not to be proven by 1,500, but ten of them are right with 0.999^10 = 99.0 %; twelve with 98.8 %
    expect(of(0.9901, 10, 0.01)).toEqual(["accepted", "expected"]);
    expect(of(0.99, 12, 0.01)).toEqual(["review", "expected"]);
    expect(standingOf(0.99 ** 5, { maxError: 0.01, each: { calibration, count: 5 } }).confidence).toBeCloseTo(0.999 ** 5, 12);
    expect(of(1, 1, 0.0001)).toEqual(["review", "out of reach"]);
  });
});
