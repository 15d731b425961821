import { contentHash } from "../../content-hash.js";
import type { ContextRow } from "../../data/context/context-columns.js";
import type { Dataset } from "../../data/dataset.js";
import type { Tensor } from "../../engine/tensor.js";
import type { Loss } from "../../losses/loss.js";
import type { Metric } from "../../metrics/metric.js";
import { checkDataset } from "./check-dataset.js";
import { type BoundObjective, type Objective, plainMeans } from "./objective.js";

/** Labels to learn, with the buffers of a mini-batch. */
export interface BoundLabels extends BoundObjective<Dataset> {
  /** `[batch, classes]`, one-hot or soft. */
  readonly targets: Tensor;
  readonly probabilities: Tensor;
  /** `[batch]` */
  readonly losses: Tensor;
  /** Finds probabilities alone. */
  answer(n: number): void;
  /** Writes labels as one-hot rows. */
  setLabels(labels: ArrayLike<number>): void;
}

/** One class a picture: one-hot targets, a loss between them and the softmax of the logits, and metrics of it. */
export function labelObjective(classes: number, loss: Loss, metrics: readonly Metric[]): Objective<Dataset, BoundLabels> {
  return {
    recipe: {
      loss: [loss.kind, ...Object.entries(loss.config).map(([name, value]) => `${name} ${value}`)].join(", "),
      distillation: "none",
    },
    dropsRemainder: false,
    check: checkDataset,
    identity: ({ name, images, labels, context }) =>
      `${name}, ${images.count} images, content ${contentHash(labels, images.pixels)}${context ? `, context ${hashOf(context)}` : ""}`,
    means: plainMeans,
    bind(engine, { batch, logits }, learning) {
      const [targets, probabilities] = [engine.tensor([batch, classes]), engine.tensor([batch, classes])];
      const losses = engine.tensor([batch]);
      const gradient = learning ? engine.tensor([batch, classes]) : undefined;

      function setLabels(labels: ArrayLike<number>): void {
        const rows = targets.data.fill(0, 0, labels.length * classes);
        for (let row = 0; row < labels.length; row++) rows[row * classes + (labels[row] as number)] = 1;
      }

      return {
        ...{ targets, probabilities, losses, setLabels },
        setTargets: ({ labels }, rows) => setLabels(Array.from(rows, (row) => labels[row] as number)),
        learn(n) {
          if (!gradient) throw new Error("an objective that was not bound for learning has no gradient");
          loss.evaluate(engine, logits, probabilities, n, { targets, losses, gradient });
          return gradient;
        },
        judge: (n) => loss.evaluate(engine, logits, probabilities, n, { targets, losses }),
        answer: (n) => loss.evaluate(engine, logits, probabilities, n),
        count(n, sums) {
          for (const one of losses.data.subarray(0, n)) sums.loss = (sums.loss ?? 0) + one;
          for (const metric of metrics)
            sums[metric.name] = (sums[metric.name] ?? 0) + metric.sum(probabilities.data, targets.data, n, classes);
        },
        free: () => engine.free(targets, probabilities, losses, ...(gradient ? [gradient] : [])),
      };
    },
  };
}

/** Hash of what is known beside images. */
function hashOf(context: readonly ContextRow[]): string {
  return contentHash(new TextEncoder().encode(JSON.stringify(context)));
}
