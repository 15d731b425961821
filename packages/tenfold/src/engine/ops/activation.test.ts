import { describe, expect, it } from "vitest";
import { builds, everyCrew, expectNear, noise } from "../../../test/lab.js";
import * as reference from "../reference/activation.js";
import { elu, eluGradient, hardSilu, hardSiluGradient } from "./activation.js";
import { CHUNK } from "./lanes.js";

const lengths = [0, 1, 2, 3, 4, 5, 31, CHUNK + 1, 2 * CHUNK + 7];

describe.each(builds)("ELU and hard SiLU, %s build", (build) => {
  const onEveryCrew = everyCrew(build);

  it.each(lengths)("and their gradients equal the reference on %i numbers", (length) => {
    const [x, dy] = [noise(length).map((value) => value * 3), noise(length, 2)];
    const result = Float32Array.from(reference.elu(x, 0.7));
    const [y = [], dx = [], hard = [], dHard = [], over = []] = onEveryCrew(({ engine, input, output, inPlace }) => {
      const [from, gradient] = [input([length + 3], x), input([length], dy)];
      const out = [0, 1, 2, 3].map(() => output([length + 3], length));
      const same = inPlace([length + 3], dy);
      elu(engine, from, out[0]!, length, 0.7);
      eluGradient(engine, input([length], result), gradient, out[1]!, length, 0.7);
      hardSilu(engine, from, out[2]!, length);
      hardSiluGradient(engine, from, gradient, out[3]!, length);
      hardSiluGradient(engine, from, same, same, length);
      return [...out, same];
    });
    expectNear(y, reference.elu(x, 0.7), 5e-7);
    expectNear(dx, reference.eluGradient(result, dy, 0.7), 1e-6);
    expectNear(hard, reference.hardSilu(x), 5e-7);
    expectNear(dHard, reference.hardSiluGradient(x, dy), 1e-6);
    expectNear(over, dHard, 0);
  });

  it("hold at the ends, and hide no NaN", () => {
    const x = [-1e30, -100, -3, -1e-6, 0, 3, 100, 1e30, Number.NaN];
    const [y = [], hard = []] = onEveryCrew(({ engine, input, output }) => {
      const out = [output([9]), output([9])] as const;
      elu(engine, input([9], x), out[0], 9, 1);
      hardSilu(engine, input([9], x), out[1], 9);
      return out;
    });
    x.forEach((value, at) => {
      const wanted = reference.elu([value], 1)[0] as number;
      if (Number.isNaN(value)) expect([y[at], hard[at]]).toEqual([Number.NaN, Number.NaN]);
      else expect(Math.abs((y[at] as number) - wanted), `of ${value}`).toBeLessThanOrEqual(2e-7 * Math.abs(wanted));
    });
    expectNear(Array.from(hard).slice(0, 7), [0, 0, 0, -5e-7, 0, 3, 100], 1e-8);
  });
});
