import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builds, type Experiment, everyCrew, expectNear, noise } from "../../../test/lab.js";
import * as reference from "../reference/product.js";
import { type ProductSizes, product, sumRows } from "./product.js";

const sizes = [
  { rows: 1, depth: 1, columns: 1 },
  { rows: 2, depth: 3, columns: 5 },
  { rows: 9, depth: 8, columns: 8 },
  { rows: 17, depth: 30, columns: 10 },
  { rows: 23, depth: 130, columns: 33 },
  { rows: 24, depth: 64, columns: 24 },
  { rows: 25, depth: 7, columns: 12 },
  { rows: 130, depth: 97, columns: 10 },
  { rows: 600, depth: 9, columns: 3 },
];

/** Sums of up to 130 products: 130 roundings of 2^-24 each, if they all fell to the same side. They do not; largest seen 1.5e-6. */
const BOUND = 4e-6;

interface Case extends ProductSizes {
  readonly biased: boolean;
}

const turns = [
  { turnA: false, turnB: false },
  { turnA: true, turnB: false },
  { turnA: false, turnB: true },
  { turnA: true, turnB: true },
];

/** a, b and the bias for a case, and the experiment with them. */
function prepared({ biased, ...sizes }: Case) {
  const { rows, depth, columns, turnA = false, turnB = false } = sizes;
  const [a, b, bias] = [noise(rows * depth), noise(depth * columns, 2), noise(columns, 3)];
  const experiment: Experiment = ({ engine, input, output }) => {
    const plan = product(engine, [{ depth, columns }]);
    const c = output([rows + 2, columns], rows);
    const left = input(turnA ? [depth, rows] : [rows, depth], a);
    const right = input(turnB ? [columns, depth] : [depth, columns], b);
    plan.multiply(left, right, c, biased ? { ...sizes, bias: input([columns], bias) } : sizes);
    plan.free();
    return [c];
  };
  return { experiment, expected: reference.multiply(a, b, biased ? bias : undefined, sizes) };
}

describe.each(builds)("products, %s build", (build) => {
  const onEveryCrew = everyCrew(build);

  describe.each(turns)("with a turned: $turnA, b turned: $turnB", (turn) => {
    it.each(sizes)("equal the reference on $rows x $depth x $columns", (size) => {
      for (const biased of [false, true]) {
        const { experiment, expected } = prepared({ ...size, ...turn, biased });
        const [c = []] = onEveryCrew(experiment);
        expectNear(c, expected, BOUND);
      }
    });
  });

  it("equal the reference on any size", () => {
    const side = fc.integer({ min: 1, max: 40 });
    const any = fc.record({ rows: side, depth: side, columns: side, turnA: fc.boolean(), turnB: fc.boolean(), biased: fc.boolean() });
    fc.assert(
      fc.property(any, (size) => {
        const { experiment, expected } = prepared(size);
        const [c = []] = onEveryCrew(experiment);
        expectNear(c, expected, BOUND);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it("of no rows write nothing, of no depth the bias", () => {
    const [none = []] = onEveryCrew(prepared({ rows: 0, depth: 5, columns: 7, biased: true }).experiment);
    expect(none).toHaveLength(0);
    const { experiment, expected } = prepared({ rows: 5, depth: 0, columns: 7, turnA: true, biased: true });
    const [c = []] = onEveryCrew(experiment);
    expectNear(c, expected, 0);
  });

  it("share one packing buffer for the products of a layer", () => {
    const [x, w, dy] = [noise(9 * 30), noise(30 * 11, 2), noise(9 * 11, 3)];
    const [y = [], dw = [], dx = []] = onEveryCrew(({ engine, input, output }) => {
      const plan = product(engine, [
        { depth: 30, columns: 11 },
        { depth: 9, columns: 11 },
        { depth: 11, columns: 30 },
      ]);
      const [a, b, c] = [input([9, 30], x), input([30, 11], w), input([9, 11], dy)];
      const out = [output([9, 11]), output([30, 11]), output([9, 30])] as const;
      plan.multiply(a, b, out[0], { rows: 9, depth: 30, columns: 11 });
      plan.multiply(a, c, out[1], { rows: 30, depth: 9, columns: 11, turnA: true });
      plan.multiply(c, b, out[2], { rows: 9, depth: 11, columns: 30, turnB: true });
      plan.free();
      return out;
    });
    expectNear(y, reference.multiply(x, w, undefined, { rows: 9, depth: 30, columns: 11 }), BOUND);
    expectNear(dw, reference.multiply(x, dy, undefined, { rows: 30, depth: 9, columns: 11, turnA: true }), BOUND);
    expectNear(dx, reference.multiply(dy, w, undefined, { rows: 9, depth: 11, columns: 30, turnB: true }), BOUND);
  });

  it("pass NaN on to the row and column it belongs to", () => {
    const a = noise(9 * 30).fill(Number.NaN, 4 * 30 + 7, 4 * 30 + 8);
    const [c = []] = onEveryCrew(({ engine, input, output }) => {
      const plan = product(engine, [{ depth: 30, columns: 11 }]);
      const to = output([9, 11]);
      plan.multiply(input([9, 30], a), input([30, 11], noise(30 * 11)), to, { rows: 9, depth: 30, columns: 11 });
      plan.free();
      return [to];
    });
    expect(Array.from(c, Number.isNaN)).toEqual(Array.from({ length: 99 }, (_, at) => Math.floor(at / 11) === 4));
  });

  it.each([1, 3, 4, 5, 8, 12, 33])("sumRows equals the reference on %i columns", (columns) => {
    for (const rows of [0, 1, 2, 17, 1000]) {
      const x = noise(rows * columns).map((value) => value + 1);
      const [sums = []] = onEveryCrew(({ engine, input, output }) => {
        const to = output([columns]);
        sumRows(engine, input([rows + 1, columns], x), to, rows);
        return [to];
      });
      expectNear(sums, reference.sumRows(x, columns), 2e-7); // summed in doubles, so one rounding at the end
    }
  });
});
