import type { Engine } from "../engine/engine.js";
import { softmax } from "../engine/ops/softmax.js";
import type { Tensor } from "../engine/tensor.js";

export interface DistillationTerms {
  /** T, above 0: divides the logits of the student before the softmax, as it did those of the teachers. */
  readonly temperature: number;
  /** The share of the teachers' answer in the loss, above 0 and at most 1; the label has the rest. */
  readonly weight: number;
}

/** What a step has found about the labels, and what to add about the teachers: all for the first rows of a batch. */
export interface Lesson {
  /** The student's, `[batch, classes]`. */
  readonly logits: Tensor;
  /** The teachers' probabilities at the temperature, `[batch, classes]`. */
  readonly taught: Tensor;
  /** The loss of each row against its label, `[batch]`; becomes the loss against both. */
  readonly losses: Tensor;
  /** The gradient of the mean loss by the logits, `[batch, classes]`; becomes that of both. */
  readonly gradient: Tensor;
}

export interface Distillation {
  /** Makes the teachers' answer part of the loss of the first `n` rows. */
  blend(n: number, lesson: Lesson): void;
  free(): void;
}

/**
 * Knowledge distillation: a loss by which a network learns what others answer, wrong classes included, beside what the label says:
 *
 *   (1 - weight) loss + weight T² KL(q ‖ softmax(logits / T))     q: the teachers' probabilities at T
 *
 * T² keeps the gradient as large at any temperature. (Hinton, Vinyals and Dean, "Distilling the knowledge in a neural network", 2015;
 * they write the cross-entropy, which has the same gradient; the divergence is 0 where the student answers as its teachers do.)
 *
 * @param shape of the logits, `[batch, classes]`
 */
export function distillation(
  engine: Engine,
  [batch, classes]: readonly [number, number],
  { temperature, weight }: DistillationTerms,
): Distillation {
  const scaled = engine.tensor([batch, classes]);
  const probabilities = engine.tensor([batch, classes]);
  const own = { losses: engine.tensor([batch]), gradient: engine.tensor([batch, classes]) };
  return {
    blend(n, { logits, taught, losses, gradient }) {
      const [from, to] = [logits.data, scaled.data];
      for (let at = 0; at < n * classes; at++) to[at] = (from[at] as number) / temperature;
      softmax(engine, scaled, probabilities, n, { targets: taught, ...own });
      for (let row = 0; row < n; row++) {
        own.losses.data[row] = (own.losses.data[row] as number) - entropy(taught.data.subarray(row * classes, (row + 1) * classes));
      }
      mix(losses.data, own.losses.data, n, weight, temperature * temperature);
      mix(gradient.data, own.gradient.data, n * classes, weight, temperature); // T², and 1 / T from the scaled logits
    },
    free: () => engine.free(scaled, probabilities, own.losses, own.gradient),
  };
}

/** a = (1 - share) a + share factor b */
function mix(a: Float32Array, b: Float32Array, count: number, share: number, factor: number): void {
  for (let at = 0; at < count; at++) a[at] = (1 - share) * (a[at] as number) + share * factor * (b[at] as number);
}

/** -Σ q log q, in nats. It is only told, never learned from: its last bit may differ between JavaScript engines. */
function entropy(row: Float32Array): number {
  let sum = 0;
  for (const q of row) if (q > 0) sum -= q * Math.log(q);
  return sum;
}
