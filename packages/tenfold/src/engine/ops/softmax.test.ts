import { describe, expect, it } from "vitest";
import { builds, everyCrew, expectNear, noise } from "../../../test/lab.js";
import * as reference from "../reference/softmax.js";
import { softmax } from "./softmax.js";

const sizes = [
  { n: 1, classes: 1 },
  { n: 2, classes: 3 },
  { n: 9, classes: 10 },
  { n: 17, classes: 5 },
  { n: 130, classes: 10 },
  { n: 0, classes: 10 },
];

describe.each(builds)("softmax, %s build", (build) => {
  const onEveryCrew = everyCrew(build);

  /** Probabilities, losses and gradient of `n` rows. */
  function run(x: Float32Array, targets: Float32Array, classes: number, smoothing = 0): Float32Array[] {
    const n = x.length / classes;
    return onEveryCrew(({ engine, input, output }) => {
      const logits = input([n + 3, classes], x);
      const out = [output([n + 3, classes], n), output([n + 3], n), output([n + 3, classes], n)] as const;
      const against = { targets: input([n + 3, classes], targets), losses: out[1], gradient: out[2], smoothing };
      softmax(engine, logits, out[0], n, against);
      return out;
    });
  }

  it.each(sizes)("smooths the labels of $n rows of $classes classes", ({ n, classes }) => {
    const x = noise(n * classes).map((value) => value * 3);
    const oneHot = x.map((_, at) => Number(at % classes === Math.floor(at / classes) % classes));
    const soft = reference.smoothed(oneHot, classes, 0.1);
    const [p = [], losses = [], dx = []] = run(x, oneHot, classes, 0.1);
    expectNear(p, reference.softmax(x, classes), 1e-6);
    expectNear(losses, reference.crossEntropy(x, soft, classes), 1e-6);
    expectNear(dx, reference.crossEntropyGradient(x, soft, classes), 2e-6);
  });

  it.each(sizes)("equals the reference on $n rows of $classes classes, one-hot and soft targets", ({ n, classes }) => {
    const x = noise(n * classes).map((value) => value * 3);
    const oneHot = x.map((_, at) => Number(at % classes === Math.floor(at / classes) % classes));
    const soft = noise(n * classes, 2).map((value) => value ** 2);
    for (const targets of [oneHot, soft]) {
      const [p = [], losses = [], dx = []] = run(x, targets, classes);
      expectNear(p, reference.softmax(x, classes), 1e-6);
      expectNear(losses, reference.crossEntropy(x, targets, classes), 1e-6);
      expectNear(dx, reference.crossEntropyGradient(x, targets, classes), 2e-6);
    }
  });

  it("writes probabilities alone without targets, and the gradient over the logits where asked to", () => {
    const [x, targets] = [noise(90), noise(90, 2).map(Math.abs)];
    const [p = []] = onEveryCrew(({ engine, input, output }) => {
      const to = output([12, 10], 9);
      softmax(engine, input([12, 10], x), to, 9);
      return [to];
    });
    expectNear(p, reference.softmax(x, 10), 1e-6);
    const [dx = []] = onEveryCrew(({ engine, input, inPlace, output }) => {
      const logits = inPlace([12, 10], x);
      softmax(engine, logits, output([12, 10], 9), 9, { targets: input([9, 10], targets), losses: output([9]), gradient: logits });
      return [logits];
    });
    expectNear(dx, reference.crossEntropyGradient(x, targets, 10), 2e-6);
  });

  it("stays finite on logits of ±10^4 and gives a wrong, certain answer its loss", () => {
    const [p = [], losses = [], dx = []] = run(new Float32Array([1e4, -1e4, 0]), new Float32Array([0, 1, 0]), 3);
    expect(Array.from(p)).toEqual([1, 0, 0]);
    expect(Array.from(losses)).toEqual([2e4]);
    expect(Array.from(dx)).toEqual([1, -1, 0]);
  });

  it("passes NaN and infinity on to the loss of their row", () => {
    const targets = new Float32Array([1, 0, 0, 1, 0, 0, 1, 0, 0]);
    const [, losses = []] = run(new Float32Array([0, Number.NaN, 0, Number.POSITIVE_INFINITY, 0, 0, 0, 0, 0]), targets, 3);
    expect(losses[0]).toBeNaN();
    expect(losses[1]).toBeNaN();
    expect(losses[2]).toBeCloseTo(Math.log(3), 6);
  });
});
