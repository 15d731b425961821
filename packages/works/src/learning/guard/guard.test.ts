import { describe, expect, it } from "vitest";
import { type BaseOutcome, type Evidence, guard, type HeldOutcome } from "./guard.js";

/** Fields of which the model in use reads `before` right and the candidate `after`, those it has lost last. */
function fields(count: number, { before = count, after = count, kind = "us-zip", accepted = 0, maxError = 0.005 } = {}): HeldOutcome[] {
  return Array.from({ length: count }, (_, at) => ({
    ...{ kind, maxError },
    before: { isRight: at < before, isAccepted: false },
    after: { isRight: at < after, isAccepted: at < accepted },
  }));
}

const base = (before: number, after: number, count = 10_000): BaseOutcome[] => [{ name: "MNIST", count, before, after }];

describe("a candidate", () => {
  it("may take the place of a model that it equals, with 200 held fields and not with 199", () => {
    expect(guard({ held: fields(200), base: base(9950, 9950) }).reasons).toEqual([]);
    expect(guard({ held: fields(199), base: base(9950, 9950) }).reasons).toEqual([
      "199 held fields with a correction are too few to judge by; 200 are wanted: go on reviewing",
    ]);
    expect(guard({ held: [], base: [] }).reasons).toHaveLength(1);
    expect(guard({ held: fields(1), base: [] }, { least: 1 }).reasons).toEqual([]);
  });

  it("is refused where it loses fields by more than luck: five of five, and not four of four", () => {
    const kinds = (lost: number) => [...fields(300, { after: 300 - lost }), ...fields(300, { kind: "date" })];
    expect(guard({ held: kinds(4), base: [] }).reasons).toEqual([]);
    expect(guard({ held: kinds(5), base: [] }).reasons).toEqual([
      "it reads 595 of 600 held fields right, and the model in use 600: that is worse, and luck alone makes it so in 3.1 % of such comparisons",
    ]);
  });

  it("is refused where it is worse on the base set by more than 0.05 points: six of 10,000, and not five", () => {
    expect(guard({ held: fields(200), base: base(9950, 9945) }).reasons).toEqual([]);
    expect(guard({ held: fields(200), base: base(9950, 9944) }).reasons).toEqual([
      "on MNIST it reads 9944 of 10000 right, and the model in use 9950: worse by 0.06 points, at most 0.05 may be",
    ]);
  });

  it("is refused where more of what it accepts is wrong than was asked for", () => {
    const held = (wrong: number) => fields(400, { before: 400 - wrong, after: 400 - wrong }).map(accepting);
    expect(guard({ held: held(2), base: [] }).reasons).toEqual([]);
    expect(guard({ held: held(3), base: [] }).reasons).toEqual(["3 of 400 fields that it accepts are wrong, 0.75 %; at most 0.5 % may be"]);
  });

  it("is refused where a kind of field is read worse by more than 2 points, whatever others gain", () => {
    const held = [...fields(200, { before: 100 }), ...fields(50, { kind: "iban", after: 48 })];
    expect(guard({ held, base: [] }).reasons).toEqual([
      "of 50 fields of the kind iban it reads 48 right, and the model in use 50: worse by 4.0 points, at most 2 may be",
    ]);
    expect(guard({ held: [...fields(200, { before: 100 }), ...fields(50, { kind: "iban", after: 49 })], base: [] }).reasons).toEqual([]);
  });
});

describe("of any evidence", () => {
  const evidences = Array.from({ length: 400 }, (_, seed) => anyEvidence(seed + 1));

  it("what passes keeps every limit, reckoned otherwise", () => {
    const passed = evidences.filter((evidence) => guard(evidence, { least: 20 }).reasons.length === 0);
    expect(passed.length).toBeGreaterThan(20);
    expect(passed.length).toBeLessThan(380);
    for (const { held, base } of passed) {
      const losses = held.filter(({ before, after }) => before.isRight && !after.isRight).length;
      const gains = held.filter(({ before, after }) => !before.isRight && after.isRight).length;
      const chances = Array.from({ length: gains + 1 }, (_, least) => choose(losses + gains, least) / 2 ** (losses + gains));
      expect(held.length).toBeGreaterThanOrEqual(20);
      expect(losses <= gains || chances.reduce((sum, one) => sum + one) >= 0.05).toBe(true);
      for (const { count, before, after } of base) expect(before - after).toBeLessThanOrEqual(count / 2000 + 1e-9);
      const accepted = held.filter(({ after }) => after.isAccepted);
      const allowed = accepted.reduce((sum, { maxError }) => sum + maxError, 0);
      expect(accepted.filter(({ after }) => !after.isRight).length).toBeLessThanOrEqual(allowed + 1e-9);
    }
  });

  it("the order of the fields changes nothing", () => {
    for (const { held, base } of evidences) expect(guard({ held: held.toReversed(), base })).toEqual(guard({ held, base }));
  });

  it("a field that the candidate loses makes no refused one pass", () => {
    for (const { held, base } of evidences.filter((evidence) => guard(evidence, { least: 20 }).reasons.length > 0)) {
      for (const [at, { after }] of held.entries()) {
        if (!after.isRight) continue;
        const worse = held.with(at, { ...(held[at] as HeldOutcome), after: { ...after, isRight: false } });
        expect(guard({ held: worse, base }, { least: 20 }).reasons).not.toEqual([]);
      }
    }
  });
});

function accepting(one: HeldOutcome): HeldOutcome {
  return { ...one, after: { ...one.after, isAccepted: true } };
}

/** Evidence of all sorts, the same for the same seed. */
function anyEvidence(seed: number): Evidence {
  let state = seed * 2654435761;
  const random = () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  random();
  const [right, changed, accepted] = [0.5 + random() / 2, random() * 0.1, random()];
  const held = Array.from({ length: 10 + Math.floor(random() * 60) }, (): HeldOutcome => {
    const isRight = random() < right;
    return {
      kind: random() < 0.8 ? "a" : "b",
      maxError: random() < 0.5 ? 0.005 : 0.2,
      before: { isRight, isAccepted: random() < accepted },
      after: { isRight: random() < changed ? !isRight : isRight, isAccepted: isRight && random() < accepted },
    };
  });
  const before = 900 + Math.floor(random() * 100);
  return { held, base: [{ name: "MNIST", count: 1000, before, after: Math.min(1000, before + (random() < 0.3 ? -1 : 1)) }] };
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let at = 1; at <= k; at++) ways = (ways * (n - at + 1)) / at;
  return ways;
}
