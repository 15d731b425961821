import type { Engine } from "../engine/engine.js";
import type { CrossEntropy } from "../engine/ops/softmax.js";
import type { Tensor } from "../engine/tensor.js";

/** What training makes small. */
export interface Loss {
  /** As Keras names it, "categorical_crossentropy". */
  readonly kind: string;
  /** Its options where they are not the usual ones. */
  readonly config: Readonly<Record<string, number>>;
  /**
   * From logits `[n, classes]` to probabilities, each row's loss, and the gradient of the mean loss by the logits. Without
   * `against`, probabilities only.
   */
  evaluate(engine: Engine, logits: Tensor, probabilities: Tensor, n: number, against?: CrossEntropy): void;
}
