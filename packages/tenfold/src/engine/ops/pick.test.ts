import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builds, everyCrew, expectNear, expectSameBits, noise } from "../../../test/lab.js";
import * as reference from "../reference/pick.js";
import { rng } from "../rng.js";
import { pick } from "./pick.js";

/** A place in 28 rows, computed in floats, is off by up to 2e-6 rows, and a pixel by as much of its contrast. Largest error seen: 5e-6. */
const BOUND = 2e-5;

/** Rows and columns of the distortions tried. */
const KNOTS = [5, 7] as const;

interface Case {
  readonly count: number;
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

const cases: readonly Case[] = [
  { count: 1, n: 1, height: 1, width: 1, channels: 1 },
  { count: 5, n: 2, height: 1, width: 7, channels: 1 },
  { count: 5, n: 9, height: 7, width: 1, channels: 3 },
  { count: 30, n: 17, height: 5, width: 7, channels: 3 },
  { count: 4, n: 9, height: 3, width: 29, channels: 5 },
  { count: 200, n: 130, height: 28, width: 28, channels: 1 },
  { count: 3, n: 0, height: 28, width: 28, channels: 1 },
];

/** Pictures, the rows to pick, and maps: small turns and shifts, also well beyond the edge. */
function data({ count, n, height, width, channels }: Case, seed = 1) {
  const random = rng(seed);
  const pixels = Uint8Array.from({ length: count * height * width * channels }, () => random.below(256));
  const indices = Array.from({ length: n }, () => random.below(count));
  const wander = noise(n * 6, seed);
  const maps = wander.map((value, at) => [1 + value / 8, value / 8, value * 3, value / 8, 1 + value / 8, value * 3][at % 6] as number);
  return { pixels, indices, maps };
}

describe.each(builds)("pick, %s build", (build) => {
  const onEveryCrew = everyCrew(build);

  function run(
    { count, n, height, width, channels }: Case,
    pixels: Uint8Array,
    indices: readonly number[],
    maps?: Float32Array,
    knots?: Float32Array,
  ) {
    const [x = new Float32Array()] = onEveryCrew(({ engine, input, output }) => {
      const pointer = engine.allocate(pixels.length);
      engine.bytesAt(pointer, pixels.length).set(pixels);
      const rows = engine.allocate(n * 4);
      engine.bytesAt(rows, n * 4).set(new Uint8Array(Uint32Array.from(indices).buffer));
      const to = output([n + 2, height, width, channels], n);
      pick(
        engine,
        { pointer, count, height, width, channels },
        rows,
        to,
        n,
        maps && input([n, 6], maps),
        knots && input([n, 2, ...KNOTS], knots),
      );
      engine.free(pointer, rows);
      return [to];
    });
    return x;
  }

  it.each(cases)("distorts $n of $count pictures of $height x $width x $channels as the reference does", (size) => {
    const { pixels, indices, maps } = data(size);
    const knots = noise(size.n * 2 * KNOTS[0] * KNOTS[1], 5).map((value) => value * 2);
    const field = reference.displacement(knots, ...KNOTS, size);
    expectNear(run(size, pixels, indices, maps, knots), reference.pickWarped(pixels, indices, maps, size, field), BOUND, "distorted");
  });

  it.each(cases)("equals the reference on $n of $count pictures of $height x $width x $channels", (size) => {
    const { pixels, indices, maps } = data(size);
    expectSameBits(run(size, pixels, indices), Float32Array.from(reference.pick(pixels, indices, size)), "straight");
    expectNear(run(size, pixels, indices, maps), reference.pickWarped(pixels, indices, maps, size), BOUND, "warped");
  });

  it("equals the reference on any size and any map", () => {
    const side = fc.integer({ min: 1, max: 9 });
    const any = fc.record({ count: side, n: side, height: side, width: side, channels: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(any, fc.nat(1000), (size, seed) => {
        const { pixels, indices, maps } = data(size, seed);
        expectNear(run(size, pixels, indices, maps), reference.pickWarped(pixels, indices, maps, size), BOUND);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it("shows the picture itself through the identity, and the edge's pixels beyond the edge", () => {
    const size = { count: 1, n: 3, height: 5, width: 4, channels: 1 };
    const { pixels } = data(size);
    const maps = new Float32Array([1, 0, 0, 0, 1, 0, 1, 0, 100, 0, 1, 0, 1, 0, 0, 0, 1, -1e9]);
    const x = run(size, pixels, [0, 0, 0], maps);
    expectSameBits(
      x.subarray(0, 20),
      Float32Array.from(pixels, (byte) => byte / 255),
      "the identity",
    );
    expect(Array.from(x.subarray(20, 40))).toEqual(Array.from(x.subarray(0, 20), (_, at) => x[16 + (at % 4)]));
    expect(Array.from(x.subarray(40, 60))).toEqual(Array.from(x.subarray(0, 20), (_, at) => x[at - (at % 4)]));
  });

  it("shows NaN where a map is not finite, and reads no other picture", () => {
    const size = { count: 1, n: 1, height: 3, width: 3, channels: 1 };
    const { pixels } = data(size);
    const x = run(size, pixels, [0], new Float32Array([Number.NaN, 0, 0, 0, 1, 0]));
    expect(Array.from(x).every(Number.isNaN)).toBe(true);
  });

  it("picks more pictures than one fork has room for", () => {
    const size = { count: 3, n: 10_000, height: 1, width: 2, channels: 1 };
    const { pixels, indices, maps } = data(size);
    expectSameBits(run(size, pixels, indices), Float32Array.from(reference.pick(pixels, indices, size)), "straight");
    expectNear(run(size, pixels, indices, maps), reference.pickWarped(pixels, indices, maps, size), BOUND, "warped");
  });
});
