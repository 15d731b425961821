import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clopperPearsonUpper } from "../../evaluate/statistics/clopper-pearson.js";
import { isotonicRegression, shareRight } from "../../evaluate/statistics/isotonic-regression.js";
import { acceptFrom, calibratedConfidence, calibrateReadings, calibrateSources, readCalibrationOf } from "./acceptance.js";

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

  it("looks at thresholds by the number of readings: all, all but a fiftieth, and so on down to twenty", () => {
    const counts = calibrateReadings(
      Array.from({ length: 100 }, (_, at) => at / 100),
      Array.from({ length: 100 }, (_, at) => (at < 30 ? 0 : 1)),
    ).counts;
    const answered = counts.map((count) => count.answered);
    // 20.3, 20.7, 21.1, …, 86.8, 88.6, 90.4, 92.2, 94.1, 96.04, 98, 100, each rounded up
    expect(answered.slice(0, 3)).toEqual([21, 22, 23]);
    expect(answered.slice(-8)).toEqual([87, 89, 91, 93, 95, 97, 98, 100]);
    expect(counts.slice(-4).map(({ wrong }) => wrong)).toEqual([25, 27, 28, 30]);
    expect(counts.at(-1)).toEqual({ threshold: 0, answered: 100, wrong: 30 });
    expect(counts[0]).toEqual({ threshold: 0.79, answered: 21, wrong: 0 });
  });

  // n readings and none wrong prove an error of at most 1 % at the level s where (1 - s)^(1 / n) >= 0.99. Alone s is 95 %: 0.05^(1 / n) >= 0.99
  // from n = 299 on. Of seventy thresholds each has a seventieth of the 5 %: 0.000714^(1 / n) >= 0.99 from n = 721 on.
  const spotless = (answered: number) => ({ threshold: 0.9, answered, wrong: 0 });
  const hopeless = Array.from({ length: 69 }, (_, at) => ({ threshold: 0.89 - at / 100, answered: 2000 + 10 * at, wrong: 1000 }));
  const map = [{ confidence: 0.9, right: 1 }];

  it("proves one threshold by what is sure at 95 %", () => {
    expect(acceptFrom(0.01, { map, counts: [spotless(299)] })).toBe(0.9);
    expect(acceptFrom(0.01, { map, counts: [spotless(298)] })).toBe(Number.POSITIVE_INFINITY);
  });

  it("proves one of seventy thresholds only by what is sure of all seventy together", () => {
    const among = (answered: number) => acceptFrom(0.01, { map, counts: [spotless(answered), ...hopeless] });
    expect(among(299)).toBe(Number.POSITIVE_INFINITY);
    expect(among(720)).toBe(Number.POSITIVE_INFINITY);
    expect(among(721)).toBe(0.9);
  });

  it("accepts from the lowest of the thresholds that are proven", () => {
    const counts = [spotless(1000), { threshold: 0.8, answered: 5000, wrong: 10 }, { threshold: 0.7, answered: 6000, wrong: 600 }];
    expect(acceptFrom(0.01, { map, counts })).toBe(0.8);
  });

  it("accepts from a threshold that does for every source, more likely than not", () => {
    const counts = [spotless(5000), { threshold: 0.5, answered: 9000, wrong: 20 }];
    const source = (...of: { threshold: number; answered: number; wrong: number }[]) => ({ name: "boxes", counts: of });
    expect(acceptFrom(0.01, { map, counts })).toBe(0.5);
    // 1 of 168 has an error of at most 1 % with a probability of one half; 1 of 167 has not: the median of the upper bound is 1.678 / n
    const asked = (answered: number) => source({ threshold: 0.5, answered, wrong: 1 }, { threshold: 0.7, answered: 100, wrong: 0 });
    expect(acceptFrom(0.01, { map, counts, sources: [asked(168)] })).toBe(0.5);
    expect(acceptFrom(0.01, { map, counts, sources: [asked(167)] })).toBe(0.7);
    expect(acceptFrom(0.01, { map, counts, sources: [asked(168), source({ threshold: 0.2, answered: 50, wrong: 9 })] })).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it("learns of each source for each number of mistakes how far down it may go", () => {
    const confidences = [0.99, 0.98, 0.97, 0.96, 0.95, 0.94];
    const sources = [
      { name: "one", confidences, hits: [1, 1, 0, 1, 1, 0] },
      { name: "other", confidences: [0.9, 0.8], hits: [1, 1] },
    ];
    const learned = calibrateSources(sources);
    expect(
      learned.sources?.map(({ name, counts }) => [name, counts.map(({ threshold, answered, wrong }) => [threshold, answered, wrong])]),
    ).toEqual([
      [
        "one",
        [
          [0.98, 2, 0],
          [0.95, 5, 1],
          [0.94, 6, 2],
        ],
      ],
      ["other", [[0.8, 2, 0]]],
    ]);
    expect(learned.map).toEqual(calibrateReadings([...confidences, 0.9, 0.8], [1, 1, 0, 1, 1, 0, 1, 1]).map);
    expect(readCalibrationOf(JSON.parse(JSON.stringify(learned)))).toEqual(learned);
    expect(() => readCalibrationOf({ ...learned, sources: [{ name: "one", counts: [{ threshold: 2, answered: 1, wrong: 0 }] }] })).toThrow(
      "no calibration",
    );
    expect(() => readCalibrationOf({ ...learned, sources: [{ counts: [] }] })).toThrow("no calibration");
  });

  it("keeps of a source what it accepts with up to 99 mistakes: enough for any error that is asked for", () => {
    const confidences = Array.from({ length: 300 }, (_, at) => 1 - at / 300);
    const { sources } = calibrateSources([{ name: "one", confidences, hits: confidences.map((_, at) => (at + 1) % 2) }]);
    expect(sources?.[0]?.counts.map(({ answered, wrong }) => [answered, wrong])).toEqual(
      Array.from({ length: 100 }, (_, wrong) => [2 * wrong + 1, wrong]),
    );
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
    {
      map: [
        { confidence: 0.5, right: 0.5 },
        { confidence: 0.5, right: 0.6 },
      ],
      counts: [],
    },
    { map: [{ confidence: 1, right: 1 }], counts: [{ threshold: 0.5, answered: 10, wrong: 11 }] },
    { map: [{ confidence: 1, right: 1 }], counts: [{ threshold: 0.5, answered: 10, wrong: -1 }] },
    { map: [{ confidence: 1, right: 1 }], counts: [{ threshold: 1.5, answered: 10, wrong: 1 }] },
    { map: [{ confidence: 1, right: 1 }], counts: [{ threshold: 0.5, answered: 10.5, wrong: 1 }] },
  ])("refuses %j as a calibration", (data) => {
    expect(() => readCalibrationOf(data)).toThrow(
      "this is no calibration of readings: { map: [{ confidence, right }], counts: [{ threshold, answered, wrong }] }",
    );
  });
});
