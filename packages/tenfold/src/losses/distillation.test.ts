import { describe, expect, it } from "vitest";
import { builds, everyCrew, expectNear, noise } from "../../test/lab.js";
import { crossEntropy, crossEntropyGradient, softmax } from "../engine/reference/softmax.js";
import { distillation } from "./distillation.js";

const [n, classes] = [9, 5];
const logits = noise(n * classes).map((value) => 3 * value);
const taught = Float32Array.from(
  softmax(
    noise(n * classes, 2).map((value) => 2 * value),
    classes,
  ),
);
const labels = taught.map((_, at) => Number(at % classes === Math.floor(at / classes) % classes));

/** (1 - weight) CE(label) + weight T² KL(q ‖ softmax(x / T)), row by row, written down once more. */
function lossOf(x: ArrayLike<number>, temperature: number, weight: number): number[] {
  const hard = crossEntropy(x, labels, classes);
  const own = softmax(
    Array.from(x, (value) => value / temperature),
    classes,
  );
  return Array.from(hard, (loss, row) => {
    let divergence = 0;
    for (let at = row * classes; at < (row + 1) * classes; at++) {
      const q = taught[at] as number;
      if (q > 0) divergence += q * Math.log(q / (own[at] as number));
    }
    return (1 - weight) * loss + weight * temperature ** 2 * divergence;
  });
}

describe.each(builds)("distillation, %s build", (build) => {
  const onEveryCrew = everyCrew(build);

  /** Losses and gradient of rows that have heard their label already. */
  function run(temperature: number, weight: number, teaching = taught): Float32Array[] {
    const losses = Float32Array.from(crossEntropy(logits, labels, classes));
    const gradient = Float32Array.from(crossEntropyGradient(logits, labels, classes));
    return onEveryCrew(({ engine, input, inPlace }) => {
      const { blend, free } = distillation(engine, [n + 3, classes], { temperature, weight });
      const changed = [inPlace([n + 3], losses), inPlace([n + 3, classes], gradient)] as const;
      const [x, q] = [input([n + 3, classes], logits), input([n + 3, classes], teaching)];
      blend(n, { logits: x, taught: q, losses: changed[0], gradient: changed[1] });
      free();
      return changed;
    });
  }

  it.each([
    [1, 0.5],
    [4, 0.9],
    [0.5, 0.3],
    [20, 1],
  ])("at temperature %d with weight %d is the formula, its gradient that of finite differences", (temperature, weight) => {
    const [losses = [], gradient = []] = run(temperature, weight);
    expectNear(losses, lossOf(logits, temperature, weight), 2e-5);
    const step = 1e-4;
    const slopes = Array.from(logits, (_, at) => {
      const mean = (by: number) => {
        const moved = Array.from(logits, (value, other) => (other === at ? value + by : value));
        return lossOf(moved, temperature, weight).reduce((sum, loss) => sum + loss, 0) / n;
      };
      return (mean(step) - mean(-step)) / (2 * step);
    });
    expectNear(gradient, slopes, 1e-4);
  });

  it("asks nothing of a student that answers as its teachers do, sure ones too", () => {
    for (const x of [logits, logits.map((value) => 100 * value)]) {
      const asItself = Float32Array.from(
        softmax(
          x.map((value) => value / 4),
          classes,
        ),
      );
      const [losses = [], gradient = []] = onEveryCrew(({ engine, input, inPlace }) => {
        const { blend, free } = distillation(engine, [n, classes], { temperature: 4, weight: 1 });
        const changed = [inPlace([n], new Float32Array(n).fill(7)), inPlace([n, classes], logits)] as const;
        blend(n, { logits: input([n, classes], x), taught: input([n, classes], asItself), losses: changed[0], gradient: changed[1] });
        free();
        return changed;
      });
      for (const value of [...losses, ...gradient]) expect(Math.abs(value)).toBeLessThan(2e-5);
    }
  });
});
