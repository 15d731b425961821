import { afterAll, beforeAll, expect } from "vitest";
import type { Build } from "../src/engine/build.js";
import { type Engine, startEngine } from "../src/engine/engine.js";
import { type Rng, rng } from "../src/engine/rng.js";
import { type Shape, sizeOf, type Tensor } from "../src/engine/tensor.js";
import { checkingCalls } from "./checked-calls.js";

/** Both builds of the kernels. */
export const builds: readonly Build[] = ["plain", "relaxed"];

/** Stands where nothing may be written. */
export const MARK = -98765.25;

/** Floats of no man's land on either side of a tensor. */
const GUARD = 256;

/** Where an operation is tried: tensors whose surroundings tell what was read or written beyond their edges. */
export interface Lab {
  readonly engine: Engine;
  /**
   * A tensor to read, with NaN around it and behind the values where they are fewer than the shape asks for: who reads there,
   * and uses it, shows NaN in the result. It must come out unchanged.
   */
  input(shape: Shape, values: ArrayLike<number>): Tensor;
  /** A tensor to write: marks around it and in it. All but the first `written` of its outermost dimension must keep them. */
  output(shape: Shape, written?: number): Tensor;
  /** A tensor to change in place: marks around it, and behind the values where they are fewer than the shape asks for. */
  inPlace(shape: Shape, values: ArrayLike<number>): Tensor;
}

/** Runs an operation and returns the tensors to look at. */
export type Experiment = (lab: Lab) => readonly Tensor[];

/**
 * Starts engines of `build` with 1, 2 and 3 threads for the tests around the call. The function returned runs an experiment on
 * each, demands the same bits of all and that they left the surroundings alone, and returns the floats of the first, without
 * those that were not to be written.
 */
export function everyCrew(build: Build): (experiment: Experiment) => Float32Array[] {
  const engines: Engine[] = [];
  beforeAll(async () => {
    for (const threads of [1, 2, 3]) engines.push(checkingCalls(await startEngine({ build, threads })));
  });
  afterAll(() => Promise.all(engines.map((engine) => engine.dispose())));
  return (experiment) => {
    const [first = [], ...others] = engines.map((engine) => inLab(engine, experiment));
    others.forEach((other, index) => {
      for (const [at, floats] of first.entries()) expectSameBits(other[at] as Float32Array, floats, `result ${at} on ${index + 2} threads`);
    });
    return first;
  };
}

/** Runs one experiment on one engine. */
export function inLab(engine: Engine, experiment: Experiment): Float32Array[] {
  const checks: (() => void)[] = [];
  const pointers: number[] = [];
  const writtenOf = new Map<Tensor, number>();

  function place(shape: Shape, values: ArrayLike<number>, around: number): Tensor {
    const length = sizeOf(shape);
    const whole = engine.tensor([length + 2 * GUARD]);
    pointers.push(whole.pointer);
    whole.data.fill(around).set(values, GUARD);
    checks.push(() => {
      const { data } = whole;
      expectAll(data.subarray(0, GUARD), around, "before the tensor");
      expectAll(data.subarray(GUARD + length), around, "behind the tensor");
    });
    return {
      pointer: whole.pointer + GUARD * 4,
      shape,
      length,
      get data() {
        return whole.data.subarray(GUARD, GUARD + length);
      },
    };
  }

  const tensors = experiment({
    engine,
    input(shape, values) {
      const tensor = place(shape, values, Number.NaN);
      const before = tensor.data.slice();
      checks.push(() => expectSameBits(tensor.data, before, "an input"));
      return tensor;
    },
    output(shape, written = shape[0] ?? 0) {
      const tensor = place(shape, [], MARK);
      const size = written * sizeOf(shape.slice(1));
      writtenOf.set(tensor, size);
      checks.push(() => expectAll(tensor.data.subarray(size), MARK, "behind the images that count"));
      return tensor;
    },
    inPlace(shape, values) {
      const tensor = place(shape, values, MARK);
      writtenOf.set(tensor, values.length);
      checks.push(() => expectAll(tensor.data.subarray(values.length), MARK, "behind the images that count"));
      return tensor;
    },
  });
  const results = tensors.map((tensor) => tensor.data.slice(0, writtenOf.get(tensor)));
  for (const check of checks) check();
  engine.free(...pointers);
  return results;
}

/** Fails unless both hold the same floats, bit for bit; any NaN is the same as any other, as WebAssembly leaves its bits open. */
export function expectSameBits(actual: Float32Array, expected: Float32Array, what: string): void {
  const bits = (floats: Float32Array) => new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
  const [left, right] = [bits(actual), bits(expected)];
  const at = left.findIndex((word, index) => word !== right[index] && !(Number.isNaN(actual[index]) && Number.isNaN(expected[index])));
  if (at >= 0) expect.fail(`${what} differs at ${at}: ${actual[at]} instead of ${expected[at]}`);
  expect(actual.length, what).toBe(expected.length);
}

/**
 * Fails when a number is further than `bound` from what it shall be, in units of the root mean square of the numbers expected
 * (or of 1, where all of them are zero). NaN is near NaN only.
 */
export function expectNear(actual: ArrayLike<number>, expected: ArrayLike<number>, bound: number, what = "the result"): void {
  expect(actual.length, `numbers in ${what}`).toBe(expected.length);
  const { error, at } = worst(actual, expected);
  if (!(error <= bound)) {
    expect.fail(`${what} is off by ${error.toExponential(2)} at ${at}: ${actual[at]} instead of ${expected[at]}, the bound is ${bound}`);
  }
}

/** The largest distance, relative to the root mean square of the numbers expected, and where it is. */
export function worst(actual: ArrayLike<number>, expected: ArrayLike<number>): { readonly error: number; readonly at: number } {
  const unit = rootMeanSquare(expected) || 1;
  let error = 0;
  let at = 0;
  for (let index = 0; index < expected.length; index++) {
    const [got, wanted] = [actual[index] as number, expected[index] as number];
    const distance = Object.is(got, wanted) || got === wanted ? 0 : Math.abs(got - wanted) / unit;
    if (distance <= error) continue; // false for NaN
    error = Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance;
    at = index;
  }
  return { error, at };
}

function rootMeanSquare(numbers: ArrayLike<number>): number {
  const finite = Array.from(numbers).filter(Number.isFinite);
  return Math.sqrt(finite.reduce((sum, value) => sum + value * value, 0) / Math.max(finite.length, 1));
}

function expectAll(floats: Float32Array, value: number, where: string): void {
  const at = floats.findIndex((float) => !Object.is(float, value));
  if (at >= 0) expect.fail(`${floats[at]} was written at ${at} ${where}`);
}

/** Floats that are as if drawn from a normal distribution of mean 0 and variance 1 (the sum of four uniform numbers), always the same. */
export function noise(length: number, seed = 1): Float32Array {
  const { uniform }: Rng = rng(seed);
  return Float32Array.from({ length }, () => (uniform() + uniform() + uniform() + uniform() - 2) * Math.sqrt(3));
}
