import { describe, expect, it } from "vitest";
import { builds, everyCrew, expectNear, noise } from "../../../test/lab.js";
import { ShapeError } from "../../errors.js";
import { outputSides } from "../reference/convolution.js";
import { type DepthwiseSizes, depthwise, depthwiseInputGradient, depthwiseWeightGradient } from "../reference/depthwise.js";
import { depthwiseConvolution } from "./depthwise.js";
import { lanesFor } from "./lanes.js";

type Sizes = DepthwiseSizes & { readonly stride: number };

const sizes: readonly Sizes[] = [
  { n: 1, height: 1, width: 1, channels: 1, kernel: 1, pad: 0, stride: 1 },
  { n: 1, height: 1, width: 1, channels: 3, kernel: 3, pad: 1, stride: 1 },
  { n: 2, height: 5, width: 7, channels: 5, kernel: 3, pad: 1, stride: 1 },
  { n: 33, height: 7, width: 6, channels: 8, kernel: 5, pad: 2, stride: 1 },
  { n: 17, height: 9, width: 13, channels: 6, kernel: 3, pad: 1, stride: 2 },
  { n: 2, height: 14, width: 14, channels: 16, kernel: 5, pad: 2, stride: 2 },
  { n: 130, height: 7, width: 7, channels: 4, kernel: 3, pad: 0, stride: 1 },
  { n: 2, height: 11, width: 10, channels: 3, kernel: 7, pad: 3, stride: 3 },
  { n: 2, height: 6, width: 5, channels: 2, kernel: 2, pad: 0, stride: 1 },
  { n: 2, height: 28, width: 28, channels: 12, kernel: 3, pad: 1, stride: 1 },
  { n: 0, height: 5, width: 7, channels: 8, kernel: 3, pad: 1, stride: 1 },
];

/** Sums of up to 6,370 products in floats. */
const BOUND = 2e-5;

describe.each(builds)("depthwise convolution, %s build", (build) => {
  const onEveryCrew = everyCrew(build);

  it.each(sizes)("equals the reference on $n of $height x $width x $channels, kernel $kernel, pad $pad, stride $stride", (shape) => {
    const { n, height, width, channels, kernel } = shape;
    const out = outputSides(shape);
    const x = noise(n * height * width * channels);
    const w = noise(kernel * kernel * channels, 2);
    const bias = noise(channels, 3);
    const dy = noise(n * out[0] * out[1] * channels, 4);
    const lanes = lanesFor(n);
    const [y = [], sums = [], dx = [], dw = []] = onEveryCrew(({ engine, input, output }) => {
      const plan = depthwiseConvolution(engine, shape);
      const [from, weights] = [input([n + 1, height, width, channels], x), input([kernel, kernel, channels], w)];
      const gradient = input([n + 1, ...out, channels], dy);
      const to = output([n + 1, ...out, channels], n);
      const moments = output([lanes + 1, 2, channels], lanes);
      const [dFrom, dWeights] = [output([n + 1, height, width, channels], n), output([kernel, kernel, channels])];
      plan.forward(from, weights, to, n, { bias: input([channels], bias), sums: moments });
      plan.inputGradient(gradient, weights, dFrom, n);
      plan.weightGradient(from, gradient, dWeights, n);
      plan.free();
      return [to, moments, dFrom, dWeights];
    });
    const expected = depthwise(x, w, bias, shape);
    expectNear(y, expected, BOUND, "y");
    expectNear(dx, depthwiseInputGradient(dy, w, shape), BOUND, "dx");
    expectNear(dw, depthwiseWeightGradient(x, dy, shape), BOUND, "dw");
    for (const [moment, of] of [(v: number) => v, (v: number) => v * v].entries()) {
      const total = Float64Array.from({ length: channels }, (_, c) =>
        expected.reduce((sum, v, at) => sum + (at % channels === c ? of(v) : 0), 0),
      );
      const found = total.map((_, c) =>
        Array.from({ length: lanes }, (_, lane) => sums[(lane * 2 + moment) * channels + c]!).reduce((a, b) => a + b, 0),
      );
      expectNear(found, total, 1e-4, "the sums for batch normalization");
    }
  });

  it("gives the same bits with and without sums", () => {
    const shape = { height: 9, width: 7, channels: 6, kernel: 3, pad: 1, stride: 1 };
    const x = noise(40 * 9 * 7 * 6);
    const [a, b] = onEveryCrew(({ engine, input, output }) => {
      const plan = depthwiseConvolution(engine, shape);
      const [from, weights] = [input([40, 9, 7, 6], x), input([3, 3, 6], noise(54))];
      const [one, two, sums] = [output([40, 9, 7, 6]), output([40, 9, 7, 6]), engine.tensor([16, 2, 6])];
      plan.forward(from, weights, one, 40);
      plan.forward(from, weights, two, 40, { sums });
      plan.free();
      engine.free(sums);
      return [one, two];
    });
    expect(a).toEqual(b);
  });

  it("refuses images that do not fit into scratch", () => {
    onEveryCrew(({ engine }) => {
      const before = engine.used;
      const plan = () => depthwiseConvolution(engine, { height: 2000, width: 2000, channels: 8, kernel: 3, pad: 1, stride: 1 });
      expect(plan).toThrow(ShapeError);
      expect(plan).toThrow(/^depthwise convolution: images \[2000, 2000, 8\] need \d+ bytes of scratch, there are 33554432$/);
      expect(engine.used).toBe(before);
      return [];
    });
  });
});
