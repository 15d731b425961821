import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builds, everyCrew, expectNear, noise } from "../../../test/lab.js";
import { ShapeError } from "../../errors.js";
import {
  type ConvolutionSizes,
  convolutionInputGradient,
  convolutionWeightGradient,
  convolve,
  outputSides,
} from "../reference/convolution.js";
import { sumRows } from "../reference/product.js";
import { convolution } from "./convolution.js";
import { lanesFor } from "./lanes.js";

type Sizes = Omit<ConvolutionSizes, "kernel" | "pad">;

/** 3x3 with "same" padding and channels in multiples of 8: what Winograd takes. */
const winogradSizes: readonly Sizes[] = [
  { n: 1, height: 1, width: 1, inputs: 8, outputs: 8 },
  { n: 2, height: 5, width: 7, inputs: 8, outputs: 24 },
  { n: 33, height: 7, width: 7, inputs: 24, outputs: 8 },
  { n: 17, height: 3, width: 29, inputs: 8, outputs: 16 },
  { n: 130, height: 7, width: 7, inputs: 8, outputs: 8 },
  { n: 9, height: 4, width: 8, inputs: 16, outputs: 32 },
  { n: 0, height: 5, width: 7, inputs: 8, outputs: 8 },
  // The layers of the classic network.
  { n: 1, height: 28, width: 28, inputs: 32, outputs: 32 },
  { n: 2, height: 14, width: 14, inputs: 32, outputs: 64 },
  { n: 1, height: 14, width: 14, inputs: 64, outputs: 64 },
  { n: 2, height: 7, width: 7, inputs: 64, outputs: 128 },
];

/** One input channel, to multiples of 8. */
const graySizes: readonly ConvolutionSizes[] = [
  { n: 1, height: 1, width: 1, inputs: 1, outputs: 8, kernel: 1, pad: 0 },
  { n: 2, height: 1, width: 1, inputs: 1, outputs: 8, kernel: 3, pad: 1 },
  { n: 9, height: 5, width: 7, inputs: 1, outputs: 24, kernel: 3, pad: 0 },
  { n: 33, height: 3, width: 29, inputs: 1, outputs: 8, kernel: 5, pad: 2 },
  { n: 130, height: 7, width: 7, inputs: 1, outputs: 16, kernel: 3, pad: 1 },
  { n: 2, height: 6, width: 6, inputs: 1, outputs: 8, kernel: 2, pad: 0 },
  { n: 2, height: 28, width: 28, inputs: 1, outputs: 32, kernel: 3, pad: 1 },
  { n: 0, height: 5, width: 7, inputs: 1, outputs: 8, kernel: 3, pad: 1 },
];

const im2colSizes: readonly ConvolutionSizes[] = [
  { n: 1, height: 1, width: 1, inputs: 1, outputs: 1, kernel: 1, pad: 0 },
  { n: 1, height: 1, width: 1, inputs: 3, outputs: 5, kernel: 3, pad: 1 },
  { n: 2, height: 5, width: 7, inputs: 3, outputs: 8, kernel: 3, pad: 1 },
  { n: 9, height: 5, width: 7, inputs: 8, outputs: 12, kernel: 3, pad: 0 },
  { n: 33, height: 3, width: 29, inputs: 5, outputs: 3, kernel: 3, pad: 1 },
  { n: 9, height: 14, width: 14, inputs: 12, outputs: 24, kernel: 3, pad: 1 },
  { n: 2, height: 14, width: 14, inputs: 12, outputs: 24, kernel: 5, pad: 2 },
  { n: 9, height: 7, width: 7, inputs: 8, outputs: 32, kernel: 5, pad: 0 },
  { n: 2, height: 28, width: 28, inputs: 2, outputs: 32, kernel: 3, pad: 1 },
  { n: 130, height: 7, width: 7, inputs: 1, outputs: 5, kernel: 3, pad: 1 },
  { n: 2, height: 6, width: 6, inputs: 4, outputs: 4, kernel: 2, pad: 0 },
  { n: 2, height: 9, width: 5, inputs: 24, outputs: 12, kernel: 1, pad: 0 },
  { n: 0, height: 5, width: 7, inputs: 3, outputs: 5, kernel: 5, pad: 2 },
];

const stridedSizes: readonly ConvolutionSizes[] = [
  { n: 1, height: 1, width: 1, inputs: 1, outputs: 1, kernel: 1, pad: 0, stride: 2 },
  { n: 2, height: 5, width: 7, inputs: 3, outputs: 8, kernel: 3, pad: 1, stride: 2 },
  { n: 33, height: 6, width: 9, inputs: 5, outputs: 3, kernel: 3, pad: 1, stride: 2 },
  { n: 9, height: 14, width: 14, inputs: 8, outputs: 16, kernel: 1, pad: 0, stride: 2 },
  { n: 2, height: 28, width: 28, inputs: 1, outputs: 16, kernel: 5, pad: 2, stride: 2 },
  { n: 17, height: 11, width: 8, inputs: 4, outputs: 12, kernel: 3, pad: 0, stride: 3 },
  { n: 2, height: 14, width: 14, inputs: 32, outputs: 64, kernel: 3, pad: 1, stride: 2 },
  { n: 0, height: 5, width: 7, inputs: 3, outputs: 5, kernel: 5, pad: 2, stride: 2 },
];

/** Sums of up to 1,764 products in floats. Largest errors seen, of the result's root mean square: 4e-6 in y and dx, 6e-6 in dw. */
const DIRECT = { images: 1e-5, weights: 2e-5 };

/**
 * Winograd multiplies by numbers up to 8 and further, and adds what it takes away later, so it is less exact than the direct
 * form. Largest errors seen with F(6), of the result's root mean square, for normally distributed numbers: 4.8e-5 in y and dx
 * (28 x 28, 32 to 32 channels; by im2col 4e-6), 3.1e-5 in dw (by im2col 6e-6).
 */
const WINOGRAD = { images: 1e-4, weights: 1e-4 };

/** F(7), which sides in multiples of 7 take. Largest errors seen: 1.5e-4 in y and dx (7 x 7, 128 to 64 channels), 4.8e-5 in dw. */
const SEVEN = { images: 3e-4, weights: 1.5e-4 };

function boundOf({ height, width }: Sizes): typeof DIRECT {
  return height % 7 === 0 && width % 7 === 0 ? SEVEN : WINOGRAD;
}

describe.each(builds)("convolution, %s build", (build) => {
  const onEveryCrew = everyCrew(build);

  /** Compares the three products on `n` of `n + 1` images with the reference. */
  function expectEqual(sizes: ConvolutionSizes, bound: typeof DIRECT, seed = 1): void {
    const { n, height, width, inputs, outputs, kernel } = sizes;
    const out = outputSides(sizes);
    const x = noise(n * height * width * inputs, seed);
    const w = noise(kernel * kernel * inputs * outputs, seed + 1);
    const bias = noise(outputs, seed + 2);
    const dy = noise(n * out[0] * out[1] * outputs, seed + 3);
    const [y = [], dx = [], dw = []] = onEveryCrew(({ engine, input, output }) => {
      const plan = convolution(engine, sizes);
      const from = input([n + 1, height, width, inputs], x);
      const weights = input([kernel, kernel, inputs, outputs], w);
      const gradient = input([n + 1, ...out, outputs], dy);
      const results = [
        output([n + 1, ...out, outputs], n),
        output([n + 1, height, width, inputs], n),
        output([kernel, kernel, inputs, outputs]),
      ] as const;
      plan.forward(from, weights, results[0], n, { bias: input([outputs], bias) });
      plan.inputGradient(gradient, weights, results[1], n);
      plan.weightGradient(from, gradient, results[2], n);
      plan.free();
      return results;
    });
    expectNear(y, convolve(x, w, bias, sizes), bound.images, "y");
    expectNear(dx, convolutionInputGradient(dy, w, sizes), bound.images, "dx");
    expectNear(dw, convolutionWeightGradient(x, dy, sizes), bound.weights, "dw");
  }

  it.each(winogradSizes)("by Winograd equals the direct form on $n of $height x $width, $inputs to $outputs channels", (sizes) => {
    expectEqual({ ...sizes, kernel: 3, pad: 1 }, boundOf(sizes));
  });

  it.each(stridedSizes)(
    "with stride $stride equals the reference on $n of $height x $width, $inputs to $outputs, kernel $kernel",
    (sizes) => expectEqual(sizes, DIRECT),
  );

  it.each(graySizes)("of gray images equals the reference on $n of $height x $width, 1 to $outputs, kernel $kernel, pad $pad", (sizes) =>
    expectEqual(sizes, DIRECT),
  );

  it.each(im2colSizes)(
    "by im2col equals the direct form on $n of $height x $width, $inputs to $outputs, kernel $kernel, pad $pad",
    (sizes) => expectEqual(sizes, DIRECT),
  );

  it.each(Array.from({ length: 14 }, (_, at) => at + 1))(
    "by Winograd equals the direct form on heights of %i and widths from 1 to 14",
    (height) => {
      for (let width = 1; width <= 14; width++) {
        expectEqual({ n: 1 + (width % 3), height, width, inputs: 8, outputs: 8, kernel: 3, pad: 1 }, WINOGRAD, height * width);
      }
    },
  );

  it("by Winograd equals the direct form on any size", () => {
    const [side, eights] = [fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 3 }).map((count) => count * 8)];
    const any = fc.record({ n: fc.integer({ min: 1, max: 20 }), height: side, width: side, inputs: eights, outputs: eights });
    fc.assert(
      fc.property(any, fc.nat(1000), (sizes, seed) => expectEqual({ ...sizes, kernel: 3, pad: 1 }, boundOf(sizes), seed)),
      { numRuns: 20, seed: 1 },
    );
  });

  const families = [
    { name: "gray images", inputs: fc.constant(1), outputs: fc.integer({ min: 1, max: 3 }).map((count) => count * 8) },
    { name: "any channels", inputs: fc.integer({ min: 1, max: 13 }), outputs: fc.integer({ min: 1, max: 13 }) },
  ];

  it.each(families)("of $name equals the direct form on any size, kernel and padding", ({ inputs, outputs }) => {
    const any = fc
      .record({ n: fc.integer({ min: 1, max: 20 }), kernel: fc.integer({ min: 1, max: 6 }), inputs, outputs })
      .chain((some) => fc.integer({ min: 0, max: some.kernel }).map((pad) => ({ ...some, pad })))
      .chain((some) => {
        const side = fc.integer({ min: Math.max(1, some.kernel - 2 * some.pad), max: 11 });
        return fc.record({ height: side, width: side }).map((sides) => ({ ...some, ...sides }));
      });
    fc.assert(
      fc.property(any, fc.nat(1000), (sizes, seed) => {
        const winograd = sizes.kernel === 3 && sizes.pad === 1 && sizes.inputs % 8 === 0 && sizes.outputs % 8 === 0;
        expectEqual(sizes, winograd ? WINOGRAD : DIRECT, seed);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  const forms = [
    { name: "Winograd", sizes: { n: 37, height: 5, width: 7, inputs: 8, outputs: 16, kernel: 3, pad: 1 } },
    { name: "the form for gray images", sizes: { n: 37, height: 5, width: 7, inputs: 1, outputs: 16, kernel: 3, pad: 1 } },
    { name: "im2col", sizes: { n: 37, height: 5, width: 7, inputs: 3, outputs: 13, kernel: 3, pad: 0 } },
  ];

  describe.each(forms)("by $name", ({ sizes }) => {
    const { n, height, width, inputs, outputs, kernel } = sizes;
    const out = outputSides(sizes);
    const x = noise(n * height * width * inputs);
    const w = noise(kernel * kernel * inputs * outputs, 2);

    it("leaves the lanes' Σy and Σy² of what it wrote, floor and bias included", () => {
      const bias = noise(outputs, 3);
      const lanes = lanesFor(n);
      const [y = [], sums = new Float32Array()] = onEveryCrew(({ engine, input, output }) => {
        const plan = convolution(engine, sizes);
        const to = output([n + 1, ...out, outputs], n);
        const sums = output([lanes + 1, 2, outputs], lanes);
        const from = input([n + 1, height, width, inputs], x);
        plan.forward(from, input([kernel, kernel, inputs, outputs], w), to, n, { bias: input([outputs], bias), sums, floor: -1 });
        plan.free();
        return [to, sums];
      });
      const expected = convolve(x, w, bias, sizes).map((value) => Math.max(value, -1));
      expectNear(y, expected, WINOGRAD.images);
      expect(lanes).toBeGreaterThan(1);
      const total = sumRows(sums, 2 * outputs);
      const squares = Float64Array.from(y, (value) => value * value);
      expectNear(total.subarray(0, outputs), sumRows(y, outputs), 2e-6, "Σy");
      expectNear(total.subarray(outputs), sumRows(squares, outputs), 2e-6, "Σy²");
    });

    it("without a bias adds none", () => {
      const [y = []] = onEveryCrew(({ engine, input, output }) => {
        const plan = convolution(engine, sizes);
        const to = output([n, ...out, outputs]);
        plan.forward(input([n, height, width, inputs], x), input([kernel, kernel, inputs, outputs], w), to, n);
        plan.free();
        return [to];
      });
      expectNear(y, convolve(x, w, undefined, sizes), WINOGRAD.images);
    });

    it("computes with new weights once told that they have changed", () => {
      const dy = noise(n * out[0] * out[1] * outputs, 4);
      const [y = [], dx = []] = onEveryCrew(({ engine, input, inPlace, output }) => {
        const plan = convolution(engine, sizes);
        const from = input([n, height, width, inputs], x);
        const gradient = input([n, ...out, outputs], dy);
        const weights = inPlace([kernel, kernel, inputs, outputs], new Float32Array(w.length));
        const results = [output([n, ...out, outputs]), output([n, height, width, inputs])] as const;
        for (const values of [weights.data, w]) {
          weights.data.set(values);
          plan.weightsChanged();
          plan.forward(from, weights, results[0], n);
          plan.inputGradient(gradient, weights, results[1], n);
        }
        plan.free();
        return results;
      });
      expectNear(y, convolve(x, w, undefined, sizes), WINOGRAD.images);
      expectNear(dx, convolutionInputGradient(dy, w, sizes), WINOGRAD.images);
    });

    it("shows a NaN of the input in every output that saw it, through the floor of a ReLU, and in no other image", () => {
      const spoilt = x.slice().fill(Number.NaN, (height * width + width + 2) * inputs, (height * width + width + 2) * inputs + 1);
      const [y = new Float32Array()] = onEveryCrew(({ engine, input, output }) => {
        const plan = convolution(engine, sizes);
        const to = output([n, ...out, outputs]);
        plan.forward(input([n, height, width, inputs], spoilt), input([kernel, kernel, inputs, outputs], w), to, n, { floor: 0 });
        plan.free();
        return [to];
      });
      const size = out[0] * out[1] * outputs;
      const expected = convolve(spoilt, w, undefined, sizes);
      expect(expected.some(Number.isNaN)).toBe(true);
      expect(Array.from(expected.keys()).filter((at) => Number.isNaN(expected[at]) && !Number.isNaN(y[at]))).toEqual([]);
      expect(Array.from(y.keys()).filter((at) => Number.isNaN(y[at]) && Math.floor(at / size) !== 1)).toEqual([]);
    });

    it("shows a NaN of a weight in all of its output channel, and in no other", () => {
      const middle = (Math.floor(kernel / 2) * kernel + Math.floor(kernel / 2)) * inputs * outputs + 5;
      const spoilt = w.slice().fill(Number.NaN, middle, middle + 1);
      const [y = new Float32Array()] = onEveryCrew(({ engine, input, output }) => {
        const plan = convolution(engine, sizes);
        const to = output([n, ...out, outputs]);
        plan.forward(input([n, height, width, inputs], x), input([kernel, kernel, inputs, outputs], spoilt), to, n, { floor: 0 });
        plan.free();
        return [to];
      });
      expect(Array.from(y.keys()).filter((at) => Number.isNaN(y[at]) !== (at % outputs === 5))).toEqual([]);
    });
  });

  it("takes Winograd for the layers of the classic network, others for what Winograd does not take", () => {
    onEveryCrew(({ engine }) => {
      const algorithm = (sizes: Omit<ConvolutionSizes, "n">) => {
        const plan = convolution(engine, sizes);
        plan.free();
        return plan.algorithm;
      };
      for (const sizes of winogradSizes.slice(-4)) expect(algorithm({ ...sizes, kernel: 3, pad: 1 })).toBe("winograd");
      const layer = { height: 28, width: 28, inputs: 32, outputs: 32, kernel: 3, pad: 1 };
      const others = [{ pad: 0 }, { kernel: 5, pad: 2 }, { inputs: 1 }, { outputs: 12 }, { inputs: 512, outputs: 512 }];
      for (const other of others) expect(algorithm({ ...layer, ...other })).not.toBe("winograd");
      return [];
    });
  });

  it("refuses layers that do not fit into a thread's scratch, and reserves nothing for them", () => {
    onEveryCrew(({ engine }) => {
      const before = engine.used;
      const plan = () => convolution(engine, { height: 4, width: 4, inputs: 1024, outputs: 512, kernel: 3, pad: 1 });
      expect(plan).toThrow(ShapeError);
      expect(plan).toThrow(/^convolution: weights \[3, 3, 1024, 512\] need \d+ bytes of scratch, there are 33554432$/);
      expect(engine.used).toBe(before);
      return [];
    });
  });
});
