import { describe, expect, it } from "vitest";
import { twoHands } from "../../../test/two-hands.js";
import { shuffledContext } from "../../data/context/shuffled-context.js";
import { InputError, ShapeError } from "../../errors.js";
import { evaluateContext } from "./evaluate-context.js";

/** 40 writers of 10 images each, of which the first `wrong` are wrong. */
const labels = new Uint8Array(400);
const writers = Uint32Array.from({ length: 400 }, (_, row) => Math.floor(row / 10));
const answers = (wrong: (writer: number) => number) => Uint8Array.from(writers, (writer, row) => Number(row % 10 < wrong(writer)));

describe("evaluateContext", () => {
  it("finds a gain, its interval over writers, and that nothing of it is left where writers are shuffled", () => {
    const found = evaluateContext({
      ...{ labels, writers, unknown: answers(() => 2) },
      told: answers((writer) => (writer % 4 === 0 ? 2 : 0)),
      shuffled: answers((writer) => (writer % 4 === 0 ? 3 : 2)),
    });
    expect(found).toMatchObject({ images: 400, writers: 40, unknown: { errors: 80 }, told: { errors: 20, change: -0.75 } });
    const [low, high] = found.told.interval as [number, number];
    expect(low).toBeGreaterThan(-0.95);
    expect(low).toBeLessThan(-0.8);
    expect(high).toBeGreaterThan(-0.7);
    expect(high).toBeLessThan(-0.5);
    expect(found.told.p).toBeLessThan(1e-9);
    expect(found.shuffled?.change).toBeCloseTo(0.125, 9);
    expect(found.verdict).toBe("What is known of the writers pays.");
  });

  it("says that a gain is a leak where it is left with shuffled writers", () => {
    const told = answers(() => 0);
    const { verdict } = evaluateContext({ labels, writers, unknown: answers(() => 2), told, shuffled: told });
    expect(verdict).toContain("something else leaks through the context");
  });

  it("leaves it open where chance may have done it, and says where it does harm", () => {
    const unknown = answers((writer) => (writer < 3 ? 1 : 0));
    const open = evaluateContext({ labels, writers, unknown, told: answers((writer) => (writer < 1 ? 1 : 0)) });
    expect([open.verdict, open.shuffled]).toEqual(["Whether what is known of the writers pays cannot be told from so many images.", null]);
    expect(evaluateContext({ labels, writers, unknown, told: answers(() => 2) }).verdict).toBe("What is known of the writers does harm.");
  });

  it("counts a gain or a loss from a p-value below 5 % on: six of six, not five of five", () => {
    const verdict = (before: number, after: number) => {
      const [unknown, told] = [before, after].map((writers) => answers((writer) => Number(writer < writers))) as [Uint8Array, Uint8Array];
      return evaluateContext({ labels, writers, unknown, told }).verdict; // p is 2 x 2^-5 and 2 x 2^-6
    };
    expect([verdict(5, 0), verdict(6, 0)]).toEqual([expect.stringContaining("cannot be told"), expect.stringContaining("pays.")]);
    expect([verdict(1, 6), verdict(1, 7)]).toEqual([expect.stringContaining("cannot be told"), expect.stringContaining("does harm")]);
  });

  it("has no change where nothing was wrong, and no interval of one writer", () => {
    const { told } = evaluateContext({ labels, writers, unknown: labels, told: answers(() => 1) });
    expect(told).toMatchObject({ errors: 40, change: null, interval: null });
    const one = evaluateContext({ labels, writers: new Uint32Array(400), unknown: answers(() => 2), told: labels });
    expect(one.told).toMatchObject({ change: -1, interval: null });
  });

  it("refuses what does not belong together", () => {
    const none = new Uint8Array();
    expect(() => evaluateContext({ labels: none, writers: none, unknown: none, told: none })).toThrow(InputError);
    expect(() => evaluateContext({ labels, writers, unknown: labels, told: none })).toThrow(ShapeError);
  });
});

describe("shuffledContext", () => {
  it("gives each writer another's row, the same to all images of one", () => {
    const rows = Array.from({ length: 6 }, (_, writer) => ({ region: `r${writer}` }));
    const dataset = { ...twoHands(12), writers: Uint32Array.from({ length: 12 }, (_, at) => at % 6) };
    const known = { ...dataset, context: Array.from(dataset.writers, (writer) => rows[writer] as (typeof rows)[number]) };
    const { context, writers: same } = shuffledContext(known, 5);
    expect(same).toBe(dataset.writers);
    expect(context?.slice(0, 6)).toEqual(context?.slice(6));
    expect(
      context
        ?.slice(0, 6)
        .map(({ region }) => region)
        .sort(),
    ).toEqual(rows.map(({ region }) => region));
    expect(context).not.toEqual(known.context);
    const { writers: _, ...unnamed } = known;
    expect(new Set(shuffledContext(unnamed, 5).context).size).toBe(6); // those who share a row are one
    const { context: __, ...bare } = known;
    expect(() => shuffledContext(bare, 5)).toThrow("has no context to shuffle");
  });
});
