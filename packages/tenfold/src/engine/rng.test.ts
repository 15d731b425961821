import { describe, expect, it } from "vitest";
import { InputError, UsageError } from "../errors.js";
import { mix, rng, rngFrom } from "./rng.js";

const draws = (count: number, draw: () => number) => Array.from({ length: count }, draw);

describe("rng", () => {
  it("draws what the authors' C code draws from state 1 2 3 4", () => {
    expect(draws(10, rngFrom([1, 2, 3, 4]).uint32)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it.each([
    // From a C program with splitmix's counter, MurmurHash3's finalizer and the authors' xoshiro128**.
    [0, [2462723854, 1020716019, 454327756, 1275600319], [3809008728, 1133695204, 53579671, 2891528803, 139681546, 2203266335]],
    [1, [2527132011, 314344336, 2535364964, 2041432039], [2442144158, 3238099751, 3819917871, 2104621829, 2021136066, 4223536128]],
    [42, [939911724, 3948730756, 321366731, 3317318717], [2837322924, 544945897, 479756282, 3500138142, 339756180, 113173290]],
    [4294967295, [920564995, 4230986166, 697614773, 1778835764], [835879718, 1921286648, 2356205009, 1885780724, 980451116, 1053911718]],
  ])("starts seed %i where the C code starts it", (seed, state, drawn) => {
    const random = rng(seed);
    expect(random.state()).toEqual(state);
    expect(draws(6, random.uint32)).toEqual(drawn);
  });

  it("continues from a state as if it had never stopped", () => {
    const random = rng(7);
    draws(100, random.uint32);
    const resumed = rngFrom(random.state());
    expect(draws(100, resumed.uint32)).toEqual(draws(100, random.uint32));
  });

  it("draws uniform numbers in [0, 1) that float32 holds exactly, with mean 1/2 and variance 1/12", () => {
    const drawn = draws(100_000, rng(3).uniform);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    expect(drawn.every((number) => Math.fround(number) === number)).toBe(true);
    const mean = drawn.reduce((sum, number) => sum + number) / drawn.length;
    const variance = drawn.reduce((sum, number) => sum + (number - mean) ** 2, 0) / drawn.length;
    expect(mean).toBeCloseTo(1 / 2, 2);
    expect(variance).toBeCloseTo(1 / 12, 2);
  });

  it("draws below n without favor, also where 2^32 is no multiple of n", () => {
    const random = rng(5);
    const counts = [0, 0, 0, 0, 0, 0, 0];
    for (let draw = 0; draw < 70_000; draw++) {
      const side = random.below(7);
      counts[side] = (counts[side] as number) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400); // 4.3 standard deviations
    const n = 3 * 2 ** 30; // taken modulo n without drawing again, the lowest third would come up half the time
    const low = draws(30_000, () => random.below(n)).filter((number) => number < n / 3).length;
    expect(Math.abs(low - 10_000)).toBeLessThan(400);
  });

  it("takes 1 and 2^32 as bounds, and refuses what is outside or fractional", () => {
    const random = rng(5);
    expect(random.below(1)).toBe(0);
    expect(random.below(2 ** 32)).toBeLessThan(2 ** 32);
    for (const n of [0, -1, 1.5, 2 ** 32 + 1, Number.NaN]) {
      expect(() => random.below(n)).toThrow(new UsageError(`rng: below(n) takes a whole number from 1 to 4294967296, got ${n}`));
    }
  });

  it("shuffles in place, keeps every element, and gives each order of three a sixth", () => {
    const rows = Uint32Array.from({ length: 1000 }, (_, row) => row);
    expect(rng(1).shuffle(rows)).toBe(rows);
    expect(Array.from(rows)).not.toEqual(Array.from({ length: 1000 }, (_, row) => row));
    expect(Array.from(rows).sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, row) => row));
    const random = rng(2);
    const orders = new Map<string, number>();
    for (let turn = 0; turn < 6000; turn++) {
      const order = random.shuffle(["a", "b", "c"]).join("");
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(6);
    for (const count of orders.values()) expect(Math.abs(count - 1000)).toBeLessThan(130); // 4.5 standard deviations
  });

  it("shuffles arrays of no and one element without drawing", () => {
    const random = rng(1);
    expect(random.shuffle([])).toEqual([]);
    expect(random.shuffle([9])).toEqual([9]);
    expect(random.state()).toEqual(rng(1).state());
  });

  it.each([-1, 0.5, 2 ** 32, Number.NaN])("refuses the seed %d", (seed) => {
    expect(() => rng(seed)).toThrow(new UsageError(`rng: a seed is a whole number from 0 to 4294967295, got ${seed}`));
  });

  it.each([[[]], [[1, 2, 3]], [[0, 0, 0, 0]], [[1, 2, 3, -4]], [[1, 2, 3, 0.5]], [[1, 2, 3, 4, 5]]])("refuses the state %j", (state) => {
    const got = `[${state.join(", ")}]`;
    const sentence = `rng: a state is four whole numbers from 0 to 4294967295, not all zero, got ${got}; pass what state() gave`;
    expect(() => rngFrom(state)).toThrow(new InputError(sentence));
  });
});

describe("mix", () => {
  it("is MurmurHash3 of the numbers as little-endian words", () => {
    expect(mix()).toBe(0);
    expect(mix(0x74736574)).toBe(0xba6bd213); // "test"
    expect(mix(0x64636261)).toBe(0x43ed676a); // "abcd"
    expect(mix(0)).toBe(0x2362f9de);
  });

  it("tells numbers, their order and their count apart", () => {
    const mixed = [mix(1), mix(2), mix(1, 2), mix(2, 1), mix(1, 2, 0), mix(0, 1, 2)];
    expect(new Set(mixed).size).toBe(mixed.length);
  });

  it("refuses what is not a whole number from 0 to 2^32 - 1", () => {
    expect(() => mix(1, -1)).toThrow(new UsageError("mix: a seed is a whole number from 0 to 4294967295, got -1"));
    expect(() => mix(0.5)).toThrow(new UsageError("mix: a seed is a whole number from 0 to 4294967295, got 0.5"));
  });
});
