import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builds, everyCrew, expectNear, expectSameBits, noise } from "../../../test/lab.js";
import { poolWindows } from "../reference/elementwise.js";
import { type NormalizationCase, normalize, normalizeGradient, scaleAndShift, statistics } from "../reference/normalization.js";
import { sumRows } from "../reference/product.js";
import { applyDropout, maxPool, maxPoolGradient, relu, reluGradient } from "./elementwise.js";
import { imagesPerLane, lanesFor } from "./lanes.js";
import { normalization } from "./normalization.js";

interface Sizes {
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

const sizes: readonly Sizes[] = [
  { n: 1, height: 2, width: 2, channels: 1 },
  { n: 2, height: 5, width: 7, channels: 5 },
  { n: 33, height: 7, width: 7, channels: 12 },
  { n: 17, height: 3, width: 29, channels: 3 },
  { n: 130, height: 3, width: 2, channels: 8 },
  { n: 2, height: 28, width: 28, channels: 24 },
];

const followers = [
  { relu: false, pool: false, rate: 0 },
  { relu: true, pool: false, rate: 0 },
  { relu: false, pool: true, rate: 0 },
  { relu: true, pool: true, rate: 0 },
  { relu: false, pool: false, rate: 0.3 },
  { relu: true, pool: false, rate: 0.3 },
  { relu: true, pool: true, rate: 0.3 },
];

const momentum = Math.fround(0.9);
const epsilon = Math.fround(1e-3);

/**
 * Relative to the root mean square of each result. The statistics are sums of floats over all images of a lane, rounded at each
 * step, and everything else follows from them. Largest errors seen: y 1.3e-5, dz 2.7e-5 (on 1,568 rows), dgamma 5e-6, dbeta 2e-6,
 * the others 4e-7.
 */
const BOUND = { y: 3e-5, dz: 6e-5, dgamma: 2e-5, dbeta: 1e-5, running: 2e-6, inference: 2e-6 };

/**
 * A case whose numbers are away from where the gradient jumps, 0 of a ReLU and equals of a pool: there the floats and the
 * doubles may rightly fall to different sides.
 */
function prepared({ n, height, width, channels }: Sizes, { relu, pool, rate }: (typeof followers)[number], seed = 1) {
  const gamma = noise(channels, seed + 1);
  const around: NormalizationCase = {
    ...{ n, height, width, channels, relu, pool, epsilon, gamma },
    beta: noise(channels, seed + 2),
    dropout: { rate, key: 0x9abcdef0 + seed },
  };
  const [all, offsets] = [noise(4 * n * height * width * channels, seed), noise(channels, seed + 3)];
  let drawn = 0;
  const draw = (at: number) => all[drawn++ % all.length]! + offsets[at % channels]!;
  const z = Float32Array.from({ length: n * height * width * channels }, (_, at) => draw(at));
  for (let round = 0; round < 20; round++) {
    const critical = kinks(z, around);
    if (critical.length === 0) break;
    for (const at of critical) z[at] = draw(at);
  }
  expect(kinks(z, around)).toEqual([]);
  const [tall, wide] = pool ? [height >> 1, width >> 1] : [height, width];
  return { around, z, dy: noise(n * tall * wide * channels, seed + 4), tall, wide };
}

/** Places of numbers nearer than 1e-5 to a jump of the gradient. */
function kinks(z: Float32Array, around: NormalizationCase): number[] {
  const y = scaleAndShift(z, statistics(z, around.channels), around);
  const atZero = around.relu ? Array.from(y.keys()).filter((at) => Math.abs(y[at] as number) < 1e-5) : [];
  if (!around.pool) return atZero;
  const equals = poolWindows(around).flatMap((places) => {
    const sorted = places.toSorted((a, b) => y[b]! - y[a]!) as [number, number];
    return y[sorted[0]]! - y[sorted[1]]! < 1e-5 ? sorted[0] : [];
  });
  return [...atZero, ...equals];
}

describe.each(builds)("normalization, %s build", (build) => {
  const onEveryCrew = everyCrew(build);

  /** Forward, statistics, inference and gradients on `n` of `n + 1` images. */
  function run({ around, z, dy, tall, wide }: ReturnType<typeof prepared>, known: ArrayLike<number>) {
    const { n, height, width, channels, relu, pool, dropout } = around;
    const [y = [], running = new Float32Array(), inferred = [], dz = [], dgamma = [], dbeta = []] = onEveryCrew(
      ({ engine, input, inPlace, output }) => {
        const plan = normalization(engine, { height, width, channels, relu, pool, momentum, epsilon });
        const from = input([n + 1, height, width, channels], z);
        const [gamma, beta] = [input([channels], around.gamma), input([channels], around.beta)];
        const images = () => output([n + 1, tall, wide, channels], n);
        const [y, inferred] = [images(), images()];
        const [running, fixed] = [inPlace([2, channels], known), input([2, channels], known)];
        plan.infer(from, inferred, { gamma, beta, running: fixed }, n);
        plan.forward(from, y, { gamma, beta, running }, n, dropout, false);
        const dz = output([n + 1, height, width, channels], n);
        const gradients = { gamma: output([channels]), beta: output([channels]) };
        plan.backward(from, input([n + 1, tall, wide, channels], dy), dz, gradients, n, dropout);
        plan.free();
        return [y, running, inferred, dz, gradients.gamma, gradients.beta];
      },
    );
    return { y, running, inferred, dz, dgamma, dbeta };
  }

  function expectEqual(size: Sizes, following: (typeof followers)[number], seed?: number): void {
    const ready = prepared(size, following, seed);
    const { around, z, dy } = ready;
    const { channels } = around;
    const known = Float32Array.from({ length: 2 * channels }, (_, at) => (at < channels ? 0.1 * at : 1 + 0.1 * at));
    const { y, running, inferred, dz, dgamma, dbeta } = run(ready, known);
    const batch = statistics(z, channels);
    const given = { mean: known.subarray(0, channels), variance: known.subarray(channels) };
    expectNear(y, normalize(z, batch, around), BOUND.y, "y");
    expectNear(inferred, normalize(z, given, { ...around, dropout: { rate: 0, key: 0 } }), BOUND.inference, "inference");
    const moved = (at: number) => (at < channels ? batch.mean[at] : batch.variance[at - channels]) as number;
    const expectedRunning = known.map((value, at) => value * momentum + moved(at) * (1 - momentum));
    expectNear(running, expectedRunning, BOUND.running, "running statistics");
    const expected = normalizeGradient(z, dy, around);
    expectNear(dz, expected.dz, BOUND.dz, "dz");
    expectNear(dgamma, expected.dgamma, BOUND.dgamma, "dgamma");
    expectNear(dbeta, expected.dbeta, BOUND.dbeta, "dbeta");
  }

  describe.each(followers)("followed by relu: $relu, pool: $pool, dropout: $rate", (following) => {
    it.each(sizes)("equals the reference on $n images of $height x $width x $channels", (size) => expectEqual(size, following));
  });

  it("equals the reference on any size and any followers", () => {
    const side = fc.integer({ min: 2, max: 9 });
    const any = fc.record({ n: fc.integer({ min: 2, max: 40 }), height: side, width: side, channels: fc.integer({ min: 1, max: 13 }) });
    fc.assert(fc.property(any, fc.constantFrom(...followers), fc.nat(1000), expectEqual), { numRuns: 40, seed: 1 });
  });

  it("takes rows of features as images of one pixel", () => {
    for (const [n, channels] of [
      [9, 10],
      [130, 33],
    ] as const) {
      expectEqual({ n, height: 1, width: 1, channels }, { relu: true, pool: false, rate: 0.3 });
    }
  });

  it("makes of a single number a channel nothing but beta, and gives it no gradient", () => {
    const single = prepared({ n: 1, height: 1, width: 1, channels: 5 }, { relu: false, pool: false, rate: 0 });
    const { y, dz } = run(single, new Float32Array(10).fill(1));
    expectNear(y, single.around.beta, 1e-5);
    for (const value of dz) expect(Math.abs(value)).toBeLessThan(1e-4); // exactly 0 but for rounding, times 1 / √ε = 32
  });

  it.each(followers)("with relu: $relu, pool: $pool, dropout: $rate gives the bits of the chain of single operations", (following) => {
    const { around, z, dy, tall, wide } = prepared({ n: 37, height: 5, width: 7, channels: 6 }, following);
    const { n, height, width, channels, dropout } = around;
    const [y, chained, dz, dChained] = onEveryCrew(({ engine, input, inPlace, output }) => {
      const shape = { height, width, channels, momentum, epsilon };
      const [fused, alone] = [
        normalization(engine, { ...shape, ...following }),
        normalization(engine, { ...shape, relu: false, pool: false }),
      ];
      const from = input([n, height, width, channels], z);
      const weights = {
        gamma: input([channels], around.gamma),
        beta: input([channels], around.beta),
        running: inPlace([2, channels], new Float32Array(2 * channels)),
      };
      const full = () => output([n, height, width, channels]);
      const small = () => output([n, tall, wide, channels]);
      const gradients = () => ({ gamma: output([channels]), beta: output([channels]) });
      const none = { rate: 0, key: 0 };

      const y = small();
      fused.forward(from, y, weights, n, dropout, false);
      const dz = full();
      fused.backward(from, input([n, tall, wide, channels], dy), dz, gradients(), n, dropout);

      const [normal, cut, chained] = [full(), full(), small()];
      alone.forward(from, normal, weights, n, none, false);
      if (following.relu) relu(engine, normal, cut, normal.length);
      else cut.data.set(normal.data);
      if (following.pool) maxPool(engine, cut, chained, n);
      else chained.data.set(cut.data);
      applyDropout(engine, chained, chained, chained.length, dropout);

      const [g, wideG, dChained] = [inPlace([n, tall, wide, channels], dy), full(), full()];
      applyDropout(engine, g, g, g.length, dropout);
      if (following.pool) maxPoolGradient(engine, cut, g, wideG, n);
      else wideG.data.set(g.data);
      if (following.relu) reluGradient(engine, normal, wideG, wideG, wideG.length);
      alone.backward(from, wideG, dChained, gradients(), n, none);
      fused.free();
      alone.free();
      return [y, chained, dz, dChained];
    }) as [Float32Array, Float32Array, Float32Array, Float32Array];
    expectSameBits(y, chained, "y");
    expectNear(dz, dChained, 2e-6, "dz"); // a pool's windows are summed in another order than its images
  });

  it.each(followers.filter(({ rate }) => rate > 0))("works in place and by given sums, relu: $relu, pool: $pool", (following) => {
    const { around, z, dy, tall, wide } = prepared({ n: 37, height: 5, width: 7, channels: 6 }, following);
    const { n, height, width, channels, dropout } = around;
    const rows = imagesPerLane(n) * height * width * channels;
    const lanes = Array.from({ length: lanesFor(n) }, (_, lane) => z.subarray(lane * rows, (lane + 1) * rows));
    const squares = (lane: Float32Array) => lane.map((value) => value * value);
    const given = lanes.flatMap((lane) => [...sumRows(lane, channels), ...sumRows(squares(lane), channels)]);
    const [y = new Float32Array(), dz = new Float32Array()] = onEveryCrew(({ engine, input, inPlace, output }) => {
      const plan = normalization(engine, { height, width, channels, ...following, momentum, epsilon });
      const from = inPlace([n, height, width, channels], z);
      const running = inPlace([2, channels], new Float32Array(2 * channels));
      const weights = { gamma: input([channels], around.gamma), beta: input([channels], around.beta), running };
      plan.sums.data.set(given);
      const y = output([n, tall, wide, channels]);
      plan.forward(from, y, weights, n, dropout, true);
      const gradients = { gamma: output([channels]), beta: output([channels]) };
      plan.backward(from, input([n, tall, wide, channels], dy), from, gradients, n, dropout);
      plan.free();
      return [y, from];
    });
    expectNear(y, normalize(z, statistics(z, channels), around), BOUND.y);
    expectNear(dz, normalizeGradient(z, dy, around).dz, BOUND.dz);
  });

  it("gives the weights their gradients and writes nothing else where nobody wants dz", () => {
    const { around, z, dy, tall, wide } = prepared({ n: 9, height: 5, width: 7, channels: 6 }, { relu: true, pool: true, rate: 0.3 });
    const { n, height, width, channels, dropout } = around;
    const [dgamma = [], dbeta = []] = onEveryCrew(({ engine, input, inPlace, output }) => {
      const plan = normalization(engine, { height, width, channels, relu: true, pool: true, momentum, epsilon });
      const running = inPlace([2, channels], new Float32Array(2 * channels));
      const weights = { gamma: input([channels], around.gamma), beta: input([channels], around.beta), running };
      const from = input([n, height, width, channels], z);
      plan.forward(from, output([n, tall, wide, channels]), weights, n, dropout, false);
      const gradients = { gamma: output([channels]), beta: output([channels]) };
      plan.backward(from, input([n, tall, wide, channels], dy), undefined, gradients, n, dropout);
      plan.free();
      return [gradients.gamma, gradients.beta];
    });
    const expected = normalizeGradient(z, dy, around);
    expectNear(dgamma, expected.dgamma, BOUND.dgamma);
    expectNear(dbeta, expected.dbeta, BOUND.dbeta);
  });

  it("keeps three digits of the variance where the mean is ten deviations from zero", () => {
    const [n, height, width, channels] = [16, 28, 28, 4]; // 12,544 rows
    const z = noise(n * height * width * channels).map((value) => value + 10);
    const [running = new Float32Array()] = onEveryCrew(({ engine, input, inPlace, output }) => {
      const plan = normalization(engine, { height, width, channels, relu: false, pool: false, momentum: 0, epsilon });
      const weights = { gamma: input([4], [1, 1, 1, 1]), beta: input([4], [0, 0, 0, 0]), running: inPlace([2, 4], new Float32Array(8)) };
      const [from, y] = [input([n, height, width, channels], z), output([n, height, width, channels])];
      plan.forward(from, y, weights, n, { rate: 0, key: 0 }, false);
      plan.free();
      return [weights.running];
    });
    const { mean, variance } = statistics(z, channels);
    expectNear(running.subarray(0, channels), mean, 1e-5); // seen: 2.8e-6
    expectNear(running.subarray(channels), variance, 1e-3); // seen: 5.7e-4, because the squares are a hundred times the variance
  });

  it("leaves running statistics alone and writes nothing for an empty batch", () => {
    for (const following of followers) {
      const { around, z, dy, tall, wide } = prepared({ n: 0, height: 4, width: 6, channels: 5 }, following);
      const known = Float32Array.from({ length: 10 }, (_, at) => at);
      const { y, running, inferred, dz, dgamma, dbeta } = run({ around, z, dy, tall, wide }, known);
      expect([y, inferred, dz].map(({ length }) => length)).toEqual([0, 0, 0]);
      expectSameBits(running, known, "running statistics");
      expect([...dgamma, ...dbeta]).toEqual(new Array(10).fill(0));
    }
  });

  it("shows a NaN in all of its channel, through the ReLU and the pool, and in no other", () => {
    for (const following of followers) {
      const ready = prepared({ n: 9, height: 4, width: 4, channels: 5 }, { ...following, rate: 0 });
      ready.z[5 * 31 + 2] = Number.NaN;
      const { y, running } = run(ready, new Float32Array(10).fill(1));
      expect(Array.from(y, Number.isNaN)).toEqual(Array.from(y, (_, at) => at % 5 === 2));
      expect(Array.from(running, Number.isNaN)).toEqual(Array.from(running, (_, at) => at % 5 === 2));
    }
  });
});
