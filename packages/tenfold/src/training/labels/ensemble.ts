import type { Dataset } from "../../data/dataset.js";
import { shapeText } from "../../engine/tensor.js";
import { UsageError } from "../../errors.js";
import { evaluation } from "../../evaluate/scores/evaluate.js";
import type { Evaluation } from "../../evaluate/scores/evaluation.js";
import { refuseCame } from "../../what-came.js";
import type { PredictOptions, ViewOptions } from "../inference/test-time-augmentation.js";
import { checkDataset } from "../objectives/check-dataset.js";
import type { Pictures } from "../passes/pictures.js";
import type { Model } from "./model.js";

/** Several models that answer as one. */
export interface Ensemble {
  readonly models: readonly Model[];
  readonly classNames: readonly string[];
  /** The mean of the models' probabilities, each at its own temperature: `[n, classes]`. */
  predict(pictures: Pictures, options?: PredictOptions): Promise<Float32Array>;
  /** Loss, accuracy and confusion matrix of that mean over labelled images. */
  evaluate(dataset: Dataset, options?: ViewOptions): Promise<Evaluation>;
}

/**
 * Lets models that were trained apart answer together: where one errs, the others often do not. (Hansen and Salamon, "Neural network
 * ensembles", 1990) The models stay their owner's, to be disposed of.
 *
 * @throws UsageError when there is none, or they take other pictures or tell other classes apart
 */
export function ensemble(models: readonly Model[]): Ensemble {
  if (!Array.isArray(models) || !models.every((model) => Array.isArray(model?.classNames)))
    refuseCame("ensemble: what it is made of", models, "a list of models, as load() gives them,");
  const [first, ...others] = models as readonly Model[];
  if (!first) throw new UsageError("ensemble: no model came; pass one at least");
  const { network, classNames } = first;
  for (const other of others) {
    if (shapeText(other.network.input) !== shapeText(network.input)) {
      throw new UsageError(
        `ensemble: "${other.network.name}" takes ${shapeText(other.network.input)}, "${network.name}" takes ${shapeText(network.input)}; ` +
          "only models that take the same pictures can answer together",
      );
    }
    if (other.classNames.join("\n") !== classNames.join("\n")) {
      throw new UsageError(
        `ensemble: one model tells ${classNames.join(", ")} apart, another ${other.classNames.join(", ")}; pass models of the same classes`,
      );
    }
  }

  async function predict(pictures: Pictures, options: PredictOptions = {}): Promise<Float32Array> {
    let sums = new Float64Array(0);
    for (const [at, model] of models.entries()) {
      const said = await model.predict(pictures, model.context ? options : { ...options, context: undefined });
      if (at === 0) sums = new Float64Array(said.length);
      for (const [place, probability] of said.entries()) sums[place] = (sums[place] as number) + probability;
    }
    return Float32Array.from(sums, (sum) => sum / models.length);
  }

  return {
    models,
    classNames,
    predict,
    async evaluate(dataset, options) {
      checkDataset("ensemble", dataset, network);
      const probabilities = await predict(dataset.images, { ...options, context: dataset.context });
      const losses = Array.from(dataset.labels, (label, row) => -Math.log(probabilities[row * classNames.length + label] as number));
      return evaluation(probabilities, dataset.labels, losses, classNames);
    },
  };
}
