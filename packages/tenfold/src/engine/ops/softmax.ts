import type { Engine } from "../engine.js";
import type { Tensor } from "../tensor.js";

const ROWS = 32;

export interface CrossEntropy {
  /** One-hot or soft targets `[n, classes]`. */
  readonly targets: Tensor;
  /** Receives the loss of each row. */
  readonly losses: Tensor;
  /** Receives the gradient of the mean loss by the logits; may be the logits themselves. */
  readonly gradient?: Tensor | undefined;
  /** The share of each target that is spread over all classes; none by default. */
  readonly smoothing?: number;
}

/** probabilities = softmax(logits) for `n` rows; with `against`, also the categorical cross-entropy and its gradient. */
export function softmax(engine: Engine, logits: Tensor, probabilities: Tensor, n: number, against?: CrossEntropy): void {
  const classes = logits.shape.at(-1) as number;
  const targets = against?.targets.pointer ?? 0;
  const results = [probabilities.pointer, against?.losses.pointer ?? 0, against?.gradient?.pointer ?? 0] as const;
  const [scale, smoothing] = [1 / n, against?.smoothing ?? 0];
  engine.fork("softmaxCrossEntropy", Math.ceil(n / ROWS), logits.pointer, targets, ...results, scale, smoothing, n, classes, ROWS);
}
