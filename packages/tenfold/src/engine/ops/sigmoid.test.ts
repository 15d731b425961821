import { describe, expect, it } from "vitest";
import { builds, everyCrew, expectNear, noise } from "../../../test/lab.js";
import * as reference from "../reference/sigmoid.js";
import { CHUNK } from "./lanes.js";
import { sigmoid, sigmoidGradient, silu, siluGradient, tanh, tanhGradient } from "./sigmoid.js";

const lengths = [0, 1, 2, 3, 4, 5, 31, CHUNK + 1, 2 * CHUNK + 7];

describe.each(builds)("sigmoid and SiLU, %s build", (build) => {
  const onEveryCrew = everyCrew(build);

  it.each(lengths)("and their gradients equal the reference on %i numbers", (length) => {
    const [x, dy] = [noise(length).map((value) => value * 5), noise(length, 2)];
    const result = Float32Array.from(reference.sigmoid(x)); // as floats: near 1 their rounding shows in 1 - y
    const [s = new Float32Array(), ds = [], y = [], dx = []] = onEveryCrew(({ engine, input, output }) => {
      const [from, gradient] = [input([length + 3], x), input([length], dy)];
      const out = [0, 1, 2, 3].map(() => output([length + 3], length));
      sigmoid(engine, from, out[0]!, length);
      sigmoidGradient(engine, input([length], result), gradient, out[1]!, length);
      silu(engine, from, out[2]!, length);
      siluGradient(engine, from, gradient, out[3]!, length);
      return out;
    });
    expectNear(s, reference.sigmoid(x), 5e-7);
    expectNear(ds, reference.sigmoidGradient(result, dy), 1e-6);
    expectNear(y, reference.silu(x), 1e-6);
    expectNear(dx, reference.siluGradient(x, dy), 5e-6);
  });

  it("hold at the ends, and hide no NaN", () => {
    const x = [-1e30, -100, -20, 0, 20, 100, 1e30, Number.NaN];
    const [s = [], y = []] = onEveryCrew(({ engine, input, output }) => {
      const [from, ...out] = [input([8], x), output([8]), output([8])] as const;
      sigmoid(engine, from, out[0], 8);
      silu(engine, from, out[1], 8);
      return out;
    });
    expectNear(s, [0, 0, 2.061153622e-9, 0.5, 1, 1, 1, Number.NaN], 1e-6);
    expectNear(Array.from(y).slice(1), [0, -4.122307e-8, 0, 20, 100, 1e30, Number.NaN], 1e-6);
    expect(Math.abs((s[2] as number) / 2.0611536181902037e-9 - 1)).toBeLessThan(1e-6);
  });
});

describe.each(builds)("tanh, %s build", (build) => {
  const onEveryCrew = everyCrew(build);

  it.each(lengths)("and its gradient equal the reference on %i numbers", (length) => {
    const [x, dy] = [noise(length).map((value) => value * 2), noise(length, 2)];
    const result = Float32Array.from(reference.tanh(x));
    const [y = [], dx = [], inPlace = []] = onEveryCrew((lab) => {
      const out = [lab.output([length + 3], length), lab.output([length + 3], length), lab.inPlace([length + 3], dy)] as const;
      tanh(lab.engine, lab.input([length + 3], x), out[0], length);
      tanhGradient(lab.engine, lab.input([length], result), lab.input([length], dy), out[1], length);
      tanhGradient(lab.engine, lab.input([length], result), out[2], out[2], length);
      return out;
    });
    expectNear(y, reference.tanh(x), 3e-7);
    expectNear(dx, reference.tanhGradient(result, dy), 1e-6);
    expectNear(inPlace, dx, 0);
  });

  it("keeps its digits near 0 and its sign everywhere, holds at the ends, and hides no NaN", () => {
    const sizes = [1e-30, 1e-6, 0.01, 0.3, 0.6249, 0.6251, 1, 3, 9, 100, 1e30, Number.POSITIVE_INFINITY];
    const x = [...sizes, ...sizes.map((size) => -size), Number.NaN, 0, -0];
    const [y = new Float32Array()] = onEveryCrew(({ engine, input, output }) => {
      const to = output([x.length]);
      tanh(engine, input([x.length], x), to, x.length);
      return [to];
    });
    expect(y[24]).toBeNaN();
    expect([y[25], y[26]]).toEqual([0, 0]);
    sizes.forEach((size, at) => {
      expect(Math.abs((y[at] as number) / Math.tanh(Math.fround(size)) - 1), `of ${size}`).toBeLessThan(2e-7);
      expect(y[at + sizes.length]).toBe(-(y[at] as number));
    });
  });
});
