import { describe, expect, it } from "vitest";
import { builds, everyCrew, expectNear, noise } from "../../../test/lab.js";
import * as reference from "../reference/update.js";
import { adamUpdate, averageUpdate, sgdUpdate } from "./update.js";

const lengths = [1, 2, 3, 4, 5, 127, 16383, 16384, 16385, 50_001];

// As the kernels get them: 1 - β is taken of the float, not of the decimal number.
const beta1 = Math.fround(0.9);
const beta2 = Math.fround(0.999);
const epsilon = Math.fround(1e-7);

describe.each(builds)("updates, %s build", (build) => {
  const onEveryCrew = everyCrew(build);

  it.each(lengths)("adam equals the reference on %i weights", (length) => {
    const state = { w: noise(length), g: noise(length, 2), m: noise(length, 3), v: noise(length, 4).map((value) => value * value) };
    const options = { rate: 0.01, beta1, beta2, epsilon };
    const [w = [], m = [], v = []] = onEveryCrew(({ engine, input, inPlace }) => {
      const [weights, first, second] = [inPlace([length], state.w), inPlace([length], state.m), inPlace([length], state.v)];
      adamUpdate(engine, { w: weights, g: input([length], state.g), m: first, v: second }, options);
      return [weights, first, second];
    });
    const expected = reference.adam(state, options);
    // Two or three roundings of 2^-24, of numbers up to ten times the root mean square.
    expectNear(w, expected.w, 2e-6);
    expectNear(m, expected.m, 1e-6);
    expectNear(v, expected.v, 1e-6);
  });

  it.each(lengths)("the running mean equals the reference on %i weights", (length) => {
    const [w, before] = [noise(length), noise(length, 2)];
    const [a = []] = onEveryCrew(({ engine, input, inPlace }) => {
      const mean = inPlace([length], before);
      averageUpdate(engine, input([length], w), mean, 0.01);
      return [mean];
    });
    expectNear(a, reference.average(w, before, 0.01), 1e-6);
  });

  it.each(lengths)("sgd equals the reference on %i weights, with and without Nesterov", (length) => {
    const state = { w: noise(length), g: noise(length, 2), v: noise(length, 3) };
    for (const nesterov of [false, true]) {
      const options = { rate: 0.1, momentum: Math.fround(0.9), nesterov };
      const [w = [], v = []] = onEveryCrew(({ engine, input, inPlace }) => {
        const [weights, velocity] = [inPlace([length], state.w), inPlace([length], state.v)];
        sgdUpdate(engine, { w: weights, g: input([length], state.g), v: velocity }, options);
        return [weights, velocity];
      });
      const expected = reference.sgd(state, options);
      expectNear(w, expected.w, 1e-6);
      expectNear(v, expected.v, 1e-6);
    }
  });

  it("pass a NaN in the gradient on to the weight", () => {
    const gradient = new Float32Array([0, Number.NaN, 0]);
    const [adam = [], sgd = []] = onEveryCrew(({ engine, input, inPlace }) => {
      const [w, u, g, zeros] = [inPlace([3], [1, 1, 1]), inPlace([3], [1, 1, 1]), input([3], gradient), () => inPlace([3], [0, 0, 0])];
      adamUpdate(engine, { w, g, m: zeros(), v: zeros() }, { rate: 0.01, beta1, beta2, epsilon });
      sgdUpdate(engine, { w: u, g, v: zeros() }, { rate: 0.1, momentum: 0.9, nesterov: true });
      return [w, u];
    });
    expect(Array.from(adam)).toEqual([1, Number.NaN, 1]);
    expect(Array.from(sgd)).toEqual([1, Number.NaN, 1]);
  });
});
