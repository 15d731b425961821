import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builds, everyCrew, expectNear, noise } from "../../../test/lab.js";
import * as reference from "../reference/window-pool.js";
import { type Pooling, windowPool, windowPoolGradient } from "./window-pool.js";

const poolings: readonly Pooling[] = ["max", "mean inside", "mean"];

type Sizes = Omit<reference.PoolSizes, "pooling"> & { readonly batch: number };

/** As many windows as begin inside the image and its padding: `top` and `left` on both sides. */
function sizesOf(image: Pick<Sizes, "n" | "height" | "width" | "channels">, rows: number, columns: number, stride: number, pads = [0, 0]) {
  const [top = 0, left = 0] = pads;
  const outHeight = Math.floor((image.height + 2 * top - rows) / stride) + 1;
  const outWidth = Math.floor((image.width + 2 * left - columns) / stride) + 1;
  return { ...image, batch: image.n + 2, rows, columns, stride, top, left, outHeight, outWidth };
}

const cases: readonly (readonly [what: string, sizes: Sizes])[] = [
  ["one pixel", sizesOf({ n: 1, height: 1, width: 1, channels: 1 }, 1, 1, 1)],
  ["3 x 3 in steps of 2, padded by 1", sizesOf({ n: 2, height: 7, width: 8, channels: 5 }, 3, 3, 2, [1, 1])],
  ["3 x 3 that overlap", sizesOf({ n: 33, height: 5, width: 6, channels: 8 }, 3, 3, 1)],
  ["2 x 2 padded by 1", sizesOf({ n: 17, height: 4, width: 3, channels: 13 }, 2, 2, 2, [1, 1])],
  ["5 x 5 padded by 4", sizesOf({ n: 3, height: 2, width: 3, channels: 3 }, 5, 5, 3, [4, 4])],
  ["steps over pixels", sizesOf({ n: 3, height: 9, width: 9, channels: 4 }, 2, 2, 3)],
  ["the whole image", sizesOf({ n: 130, height: 7, width: 4, channels: 6 }, 7, 4, 1)],
  [
    "windows cut off below and at the right",
    { ...sizesOf({ n: 5, height: 7, width: 5, channels: 7 }, 3, 3, 2), outHeight: 4, outWidth: 3 },
  ],
  ["no images", sizesOf({ n: 0, height: 5, width: 7, channels: 8 }, 3, 3, 2)],
];

describe.each(builds)("pooling by windows, %s build", (build) => {
  const onEveryCrew = everyCrew(build);

  function run(x: Float32Array, dy: Float32Array, sizes: Sizes, pooling: Pooling) {
    const { n, batch, height, width, channels, outHeight, outWidth } = sizes;
    const windows = { ...sizes, pooling };
    const [y = new Float32Array(), dx = new Float32Array()] = onEveryCrew(({ engine, input, output }) => {
      const from = input([batch, height, width, channels], x);
      const to = output([batch, outHeight, outWidth, channels], n);
      windowPool(engine, from, to, n, windows);
      const dFrom = output([batch, height, width, channels], n);
      const gradient = input([batch, outHeight, outWidth, channels], dy);
      windowPoolGradient(engine, { x: from, y: to, dy: gradient }, dFrom, n, windows);
      return [to, dFrom];
    });
    return { y, dx };
  }

  function expectReference(x: Float32Array, dy: Float32Array, sizes: Sizes, pooling: Pooling): void {
    const { y, dx } = run(x, dy, sizes, pooling);
    const exact = pooling === "max";
    expectNear(y, reference.windowPool(x, { ...sizes, pooling }), exact ? 0 : 1e-6, `${pooling}, y`);
    expectNear(dx, reference.windowPoolGradient(x, dy, { ...sizes, pooling }), 1e-6, `${pooling}, dx`);
  }

  it.each(cases)("equals the reference with %s", (_, sizes) => {
    const x = noise(sizes.n * sizes.height * sizes.width * sizes.channels);
    const dy = noise(sizes.n * sizes.outHeight * sizes.outWidth * sizes.channels, 2);
    for (const pooling of poolings) expectReference(x, dy, sizes, pooling);
    // where all is negative, and what lies beyond the edges would win as a 0
    expectReference(
      x.map((value) => value - 10),
      dy,
      sizes,
      "max",
    );
  });

  it("equals the reference on any size, and gives the gradient of a maximum to the first of equals", () => {
    const side = fc.integer({ min: 1, max: 9 });
    const any = fc.record({ n: fc.nat(20), height: side, width: side, channels: side, rows: side, columns: side, stride: side });
    fc.assert(
      fc.property(any, fc.nat(8), fc.nat(8), fc.constantFrom(...poolings), fc.nat(1000), (shape, down, across, pooling, seed) => {
        const { n, height, width, channels, stride } = shape;
        const rows = Math.min(shape.rows, height);
        const columns = Math.min(shape.columns, width);
        const sizes = sizesOf({ n, height, width, channels }, rows, columns, stride, [down % rows, across % columns]);
        const x = noise(n * height * width * channels, seed).map(Math.round); // many equals
        const dy = noise(n * sizes.outHeight * sizes.outWidth * channels, seed + 1);
        expectReference(x, dy, sizes, pooling);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it("hides no NaN: every place of a window passes it on", () => {
    const sizes = sizesOf({ n: 1, height: 3, width: 3, channels: 5 }, 3, 3, 1);
    for (const pooling of poolings) {
      for (let at = 0; at < 9 * 5; at++) {
        const { y } = run(noise(45).fill(Number.NaN, at, at + 1), noise(5, 2), sizes, pooling);
        expect(y[at % 5]).toBeNaN();
        expect(Array.from(y).filter(Number.isNaN)).toHaveLength(1);
      }
    }
  });
});
