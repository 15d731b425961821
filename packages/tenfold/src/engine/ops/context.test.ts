import { describe, it } from "vitest";
import { builds, everyCrew, expectNear, expectSameBits, noise } from "../../../test/lab.js";
import * as reference from "../reference/context.js";
import { apartAgain, lookUp, scaleShift, scaleShiftGradient, scaleShiftSums, sideBySide } from "./context.js";

const images = [
  { n: 1, height: 1, width: 1, channels: 1 },
  { n: 2, height: 5, width: 7, channels: 5 },
  { n: 33, height: 7, width: 7, channels: 8 },
  { n: 17, height: 2, width: 3, channels: 13 },
  { n: 130, height: 1, width: 1, channels: 30 },
  { n: 0, height: 5, width: 7, channels: 8 },
];

const tables = [
  { n: 1, rows: [2], size: 1 },
  { n: 37, rows: [0, 7, 0, 3], size: 5 },
  { n: 130, rows: [12, 4], size: 8 },
  { n: 5, rows: [0, 0], size: 3 },
  { n: 0, rows: [4, 0], size: 3 },
];

describe.each(builds)("context, %s build", (build) => {
  const onEveryCrew = everyCrew(build);

  it.each(images)("scales and shifts as the reference, $n of $height x $width x $channels", ({ n, height, width, channels }) => {
    const sizes = { n, pixels: height * width, channels };
    const shape = [n + 1, height, width, channels] as const;
    const [x, dy, by] = [noise(n * sizes.pixels * channels), noise(n * sizes.pixels * channels, 2), noise(n * 2 * channels, 3)];
    const [y = [], dby = [], dx = []] = onEveryCrew(({ engine, input, output }) => {
      const [from, gradient, shifts] = [input(shape, x), input(shape, dy), input([n + 1, 2 * channels], by)];
      const out = [output(shape, n), output([n + 1, 2 * channels], n), output(shape, n)] as const;
      scaleShift(engine, from, shifts, out[0], n);
      scaleShiftSums(engine, from, gradient, out[1], n);
      scaleShiftGradient(engine, from, gradient, shifts, out[2], n);
      return out;
    });
    expectNear(y, reference.scaleShift(x, by, sizes), 1e-6, "y");
    expectNear(dby, reference.scaleShiftSums(x, dy, sizes), 3e-6, "the gradient of scales and shifts");
    expectNear(dx, reference.scaleShiftGradient(dy, by, sizes), 1e-6, "dx");
  });

  it("changes nothing by scales and shifts of 0, not a bit", () => {
    const [x, by] = [noise(6 * 4 * 5), new Float32Array(6 * 10)];
    const [y = new Float32Array()] = onEveryCrew(({ engine, input, output }) => {
      const out = output([6, 2, 2, 5], 6);
      scaleShift(engine, input([6, 2, 2, 5], x), input([6, 10], by), out, 6);
      return [out];
    });
    expectSameBits(y, x, "y");
  });

  it.each([
    { n: 1, left: 1, right: 1 },
    { n: 35, left: 13, right: 6 },
    { n: 0, left: 3, right: 2 },
  ])("puts $left and $right numbers side by side, and apart again", ({ n, left, right }) => {
    const [a, b] = [noise(n * left), noise(n * right, 2)];
    const [y = [], ...apart] = onEveryCrew(({ engine, input, output }) => {
      const out = output([n + 1, left + right], n);
      sideBySide(engine, input([n + 1, left], a), input([n + 1, right], b), out, n);
      const again = [output([n + 1, left], n), output([n + 1, right], n), output([n + 1, right], n)] as const;
      apartAgain(engine, out, { a: again[0], b: again[1], left, right }, n);
      apartAgain(engine, out, { a: undefined, b: again[2], left, right }, n);
      return [out, ...again];
    });
    expectNear(y, n === 0 ? [] : reference.sideBySide(a, b, n), 0, "y");
    for (const [at, expected] of [a, b, b].entries()) expectSameBits(apart[at] as Float32Array, expected, `part ${at}`);
  });

  it.each(tables)("looks up rows of $size of tables with $rows rows as the reference", ({ n, rows, size }) => {
    const sizes = { n, rows, size };
    const columns = rows.length;
    const numbers = noise(n * columns, 4);
    const x = numbers.map((value, at) => {
      const count = rows[at % columns] as number;
      return count > 0 ? Math.round((value + 1) * count) : value; // some beyond the table
    });
    if (n > 3) x[1] = Number.NaN;
    const known = rows[1] === 0 ? x.map((value) => (Number.isNaN(value) ? 0 : value)) : x;
    const total = rows.reduce((sum, count) => sum + count, 0);
    const width = rows.reduce((sum, count) => sum + (count > 0 ? size : 1), 0);
    const [table, dy] = [noise(total * size, 5), noise(n * width, 6)];
    const [y = [], dtable = [], dx = []] = onEveryCrew(({ engine, input, output }) => {
      const [from, values, gradient] = [input([n + 1, columns], known), input([total, size], table), input([n + 1, width], dy)];
      const out = [output([n + 1, width], n), output([total, size], total), output([n + 1, columns], n)] as const;
      const plan = lookUp(engine, rows, size);
      plan.forward(from, values, out[0], n);
      plan.tableGradient(from, gradient, out[1], n);
      plan.inputGradient(gradient, out[2], n);
      plan.free();
      return out;
    });
    expectNear(y, reference.lookUp(known, table, sizes), 0, "y");
    expectNear(dtable, reference.lookUpGradient(known, dy, sizes), 3e-6, "the table's gradient");
    expectNear(dx, reference.lookUpInputGradient(dy, sizes), 0, "dx");
  });
});
