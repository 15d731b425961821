import type { Metric } from "./metric.js";

/** The share of examples whose most probable class is the target's largest. */
export function accuracy(): Metric {
  return {
    name: "accuracy",
    sum(probabilities, targets, n, classes) {
      let right = 0;
      for (let row = 0; row < n; row++) {
        if (largestIn(probabilities, row * classes, classes) === largestIn(targets, row * classes, classes)) right++;
      }
      return right;
    },
  };
}

/** The position, from `start`, of the largest of `count` numbers; the first of equals. */
export function largestIn(values: Float32Array, start: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if ((values[start + i] as number) > (values[start + best] as number)) best = i;
  return best;
}
