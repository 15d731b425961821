import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builds, everyCrew, expectNear, noise } from "../../../test/lab.js";
import * as reference from "../reference/elementwise.js";
import { add, applyDropout, maxPool, maxPoolGradient, relu, reluGradient, slopedRelu, slopedReluGradient } from "./elementwise.js";
import { CHUNK } from "./lanes.js";

const lengths = [0, 1, 2, 3, 4, 5, 31, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7];

/** Sizes of images, ragged in every way; n is the number that counts, batch the number there is room for. */
const images = [
  { n: 1, batch: 1, height: 1, width: 1, channels: 1 },
  { n: 1, batch: 2, height: 2, width: 2, channels: 3 },
  { n: 2, batch: 2, height: 5, width: 7, channels: 5 },
  { n: 33, batch: 40, height: 7, width: 7, channels: 8 },
  { n: 17, batch: 17, height: 3, width: 29, channels: 12 },
  { n: 130, batch: 130, height: 4, width: 6, channels: 3 },
  { n: 2, batch: 3, height: 28, width: 28, channels: 24 },
  { n: 0, batch: 2, height: 5, width: 7, channels: 8 },
];

describe.each(builds)("elementwise operations, %s build", (build) => {
  const onEveryCrew = everyCrew(build);

  it.each(lengths)("relu and its gradient equal the reference on %i numbers", (length) => {
    const [x, dy] = [noise(length), noise(length, 2)];
    const [y = [], dx = []] = onEveryCrew(({ engine, input, output }) => {
      const [from, to] = [input([length + 3], x), output([length + 3], length)];
      relu(engine, from, to, length);
      const dFrom = output([length + 3], length);
      reluGradient(engine, from, input([length], dy), dFrom, length);
      return [to, dFrom];
    });
    expectNear(y, reference.relu(x), 0);
    expectNear(dx, reference.reluGradient(x, dy), 0);
  });

  it.each(lengths)("relu with a slope or a limit, and its gradient, equal the reference on %i numbers", (length) => {
    const [x, dy] = [noise(length), noise(length, 2)];
    for (const form of [
      { slope: 0.125, limit: Number.POSITIVE_INFINITY },
      { slope: 0, limit: 0.5 },
      { slope: -0.25, limit: 1 },
    ]) {
      const [y = [], dx = [], over = []] = onEveryCrew(({ engine, input, output, inPlace }) => {
        const [from, to, dFrom] = [input([length + 3], x), output([length + 3], length), output([length + 3], length)];
        const gradient = inPlace([length + 3], dy);
        slopedRelu(engine, from, to, length, form);
        slopedReluGradient(engine, from, input([length], dy), dFrom, length, form);
        slopedReluGradient(engine, from, gradient, gradient, length, form);
        return [to, dFrom, gradient];
      });
      expectNear(y, reference.slopedRelu(x, form), 0);
      expectNear(dx, reference.slopedReluGradient(x, dy, form), 0);
      expectNear(over, dx, 0);
    }
  });

  it("relu with a slope or a limit knows its corners, and hides no NaN", () => {
    const x = [Number.NEGATIVE_INFINITY, -2, 0, 6, 7, Number.POSITIVE_INFINITY, Number.NaN];
    const run = (form: { slope: number; limit: number }) =>
      onEveryCrew(({ engine, input, output }) => {
        const [from, to, dFrom] = [input([7], x), output([7]), output([7])];
        slopedRelu(engine, from, to, 7, form);
        slopedReluGradient(engine, from, input([7], new Array(7).fill(1)), dFrom, 7, form);
        return [to, dFrom];
      }).map((floats) => [...floats]);
    const [six = [], dSix = []] = run({ slope: 0, limit: 6 });
    expect(six).toEqual([0, 0, 0, 6, 6, 6, Number.NaN]);
    expect(dSix.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0]);
    const [leaky = [], dLeaky = []] = run({ slope: 0.5, limit: Number.POSITIVE_INFINITY });
    expect(leaky).toEqual([Number.NEGATIVE_INFINITY, -1, 0, 6, 7, Number.POSITIVE_INFINITY, Number.NaN]);
    expect(dLeaky.slice(0, 5)).toEqual([0.5, 0.5, 0.5, 1, 1]);
  });

  it.each(lengths)("the sum of %i numbers equals the reference, in place too", (length) => {
    const [a, b] = [noise(length), noise(length, 2)];
    const [y = [], z = []] = onEveryCrew(({ engine, input, output, inPlace }) => {
      const [to, over] = [output([length + 3], length), inPlace([length + 3], a)];
      add(engine, input([length], a), input([length], b), to, length);
      add(engine, over, input([length], b), over, length);
      return [to, over];
    });
    expectNear(y, reference.add(a, b), 1e-6);
    expectNear(z, reference.add(a, b), 1e-6);
  });

  it("reluGradient works in place", () => {
    const [x, dy] = [noise(1001), noise(1001, 2)];
    const [dx = []] = onEveryCrew(({ engine, input, inPlace }) => {
      const gradient = inPlace([1200], dy);
      reluGradient(engine, input([1200], x), gradient, gradient, 1001);
      return [gradient];
    });
    expectNear(dx, reference.reluGradient(x, dy), 0);
  });

  it.each(lengths)("dropout equals the reference on %i numbers", (length) => {
    const x = noise(length);
    for (const dropout of [
      { rate: 0, key: 1 },
      { rate: 0.25, key: 0xfedcba98 },
      { rate: 0.999, key: 0 },
    ]) {
      const [y = []] = onEveryCrew(({ engine, input, output }) => {
        const to = output([length + 3], length);
        applyDropout(engine, input([length], x), to, length, dropout);
        return [to];
      });
      expectNear(y, reference.dropout(x, dropout), 1e-5);
    }
  });

  it("dropout keeps the share it shall and draws another mask for another key", () => {
    const ones = new Float32Array(100_000).fill(1);
    const draw = (key: number) => {
      const [y = []] = onEveryCrew(({ engine, inPlace }) => {
        const x = inPlace([ones.length], ones);
        applyDropout(engine, x, x, ones.length, { rate: 0.3, key });
        return [x];
      });
      return Array.from(y, (value) => value > 0);
    };
    const [mask, other] = [draw(11), draw(12)];
    const share = (kept: readonly boolean[]) => kept.filter((one) => one).length / ones.length;
    expect(Math.abs(share(mask) - 0.7)).toBeLessThan(0.006); // 4 standard deviations
    expect(Math.abs(share(other) - 0.7)).toBeLessThan(0.006);
    const both = share(mask.map((kept, at) => kept && other[at] === true));
    expect(Math.abs(both - 0.49)).toBeLessThan(0.007); // independent of each other
    const neighbors = share(mask.map((kept, at) => kept && mask[at + 1] === true));
    expect(Math.abs(neighbors - 0.49)).toBeLessThan(0.007);
  });

  it.each(images)("max pool and its gradient equal the reference on $n of $batch images of $height x $width x $channels", (sizes) => {
    const { n, batch, height, width, channels } = sizes;
    const [tall, wide] = [height >> 1, width >> 1];
    const x = noise(n * height * width * channels);
    const dy = noise(n * tall * wide * channels, 2);
    const [y = [], dx = []] = onEveryCrew(({ engine, input, output }) => {
      const from = input([batch, height, width, channels], x);
      const to = output([batch, tall, wide, channels], n);
      maxPool(engine, from, to, n);
      const dFrom = output([batch, height, width, channels], n);
      maxPoolGradient(engine, from, input([batch, tall, wide, channels], dy), dFrom, n);
      return [to, dFrom];
    });
    expectNear(y, reference.maxPool(x, sizes), 0);
    expectNear(dx, reference.maxPoolGradient(x, dy, sizes), 0);
  });

  it("max pool gives the gradient to the first of equals, and equals the reference on any size", () => {
    const sides = { n: fc.nat(40), height: fc.integer({ min: 1, max: 9 }), width: fc.integer({ min: 1, max: 9 }) };
    fc.assert(
      fc.property(fc.record({ ...sides, channels: fc.integer({ min: 1, max: 9 }), seed: fc.nat(1000) }), ({ seed, ...sizes }) => {
        const { n, height, width, channels } = sizes;
        const x = noise(n * height * width * channels, seed).map(Math.round); // many equals
        const dy = noise(n * (height >> 1) * (width >> 1) * channels, seed + 1);
        const [y = [], dx = []] = onEveryCrew(({ engine, input, output }) => {
          const from = input([n, height, width, channels], x);
          const to = output([n, height >> 1, width >> 1, channels]);
          maxPool(engine, from, to, n);
          const dFrom = output([n, height, width, channels]);
          maxPoolGradient(engine, from, input([n, height >> 1, width >> 1, channels], dy), dFrom, n);
          return [to, dFrom];
        });
        expectNear(y, reference.maxPool(x, sizes), 0);
        expectNear(dx, reference.maxPoolGradient(x, dy, sizes), 0);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it("hides no NaN: relu, dropout and every place of a pool's window pass it on", () => {
    for (let at = 0; at < 9; at++) {
      const x = noise(9).fill(Number.NaN, at, at + 1);
      const [y = [], z = []] = onEveryCrew(({ engine, input, output }) => {
        const [from, cut, dropped] = [input([9], x), output([9]), output([9])];
        relu(engine, from, cut, 9);
        applyDropout(engine, from, dropped, 9, { rate: 0, key: 0 });
        return [cut, dropped];
      });
      expect(y[at]).toBeNaN();
      expect(z[at]).toBeNaN();
      expect(Array.from(y).filter(Number.isNaN)).toHaveLength(1);
    }
    for (let at = 0; at < 4 * 5; at++) {
      const x = noise(4 * 5).fill(Number.NaN, at, at + 1);
      const [y = []] = onEveryCrew(({ engine, input, output }) => {
        const to = output([1, 1, 1, 5]);
        maxPool(engine, input([1, 2, 2, 5], x), to, 1);
        return [to];
      });
      expect(y[at % 5]).toBeNaN();
      expect(Array.from(y).filter(Number.isNaN)).toHaveLength(1);
    }
  });
});
