import { callQueue } from "../../calls/call-queue.js";
import { type Dataset, needDataset } from "../../data/dataset.js";
import { DISPOSED } from "../../engine/crew.js";
import { sizeOf } from "../../engine/tensor.js";
import { InputError, UsageError } from "../../errors.js";
import type { Metric } from "../../metrics/metric.js";
import { encodeModel } from "../../model/files/model-file.js";
import { classCount, frameCount, type Network } from "../../model/network/sequential.js";
import { needSink } from "../../model/sink.js";
import { distillationSettings } from "../distillation/distillation-options.js";
import { distilledLabels } from "../distillation/distilled-labels.js";
import { inference } from "../inference/label-inference.js";
import { layerOutputs } from "../inference/layer-outputs.js";
import { callsThatMove } from "../loop/calls-that-move.js";
import { CONTEXT_DROPOUT, CONTEXT_SWAPS } from "../loop/context-feed.js";
import { fit } from "../loop/fit.js";
import type { FitOptions } from "../loop/fit-options.js";
import { needTraining } from "../loop/fit-setup.js";
import { checkStored } from "../objectives/check-dataset.js";
import { labelObjective } from "../objectives/label-objective.js";
import { sharedBuffers } from "../objectives/shared-buffers.js";
import { countPictures } from "../passes/pictures.js";
import { weightVersion } from "../passes/weight-version.js";
import { answers, predict } from "./answering.js";
import { fittedConfidence } from "./fitted-confidence.js";
import { calibrate, evaluate, type Judging } from "./judging.js";
import { contextReader } from "./known-context.js";
import type { Model } from "./model.js";
import type { ModelParts } from "./model-parts.js";
import { trainOnBatch } from "./train-on-batch.js";

/** Parts as they come: classes may have no names, which then are digits, and there may be no metrics. */
export type Assembly = Omit<ModelParts, "classNames" | "metrics"> & {
  readonly metrics?: readonly Metric[] | undefined;
  readonly classNames?: readonly string[] | undefined;
};

/**
 * Puts the parts of a model together; what they are asked for takes turns.
 *
 * @throws UsageError when there are not as many class names as classes
 */
export function assemble({ metrics = [], classNames: named, ...given }: Assembly): Model {
  const { network, engine, weights, seed, loss, training } = given;
  const classNames = classNamesOf(network, named);
  const context = contextReader(network, given.context);
  const version = weightVersion();
  const confidence = fittedConfidence(version, given.confidence);
  const labels = labelObjective(classCount(network), loss, metrics);
  const buffers = sharedBuffers(given, labels, training !== undefined);
  const calls = callQueue();
  const moving = callsThatMove(calls);
  const judging: Judging = {
    ...{ network, context, classNames, confidence },
    async infer(pictures, options = {}) {
      const count = countPictures("predict", pictures, sizeOf(network.input));
      return inference(engine, { ...buffers.forInference(count), version }, pictures, options);
    },
  };

  async function train(dataset: Dataset, options: FitOptions) {
    const { distillation, contextDropout: dropout = CONTEXT_DROPOUT, contextSwaps: swaps = CONTEXT_SWAPS } = options ?? {};
    const { columns } = context;
    refuseUnknown(dataset, network);
    const objective = distillation ? distilledLabels(labels, distillationSettings(distillation, model)) : labels;
    const room = (batch: number) => buffers.room(batch).network;
    const known = columns && { columns, dropout, swaps };
    const setup = {
      model,
      engine,
      weights,
      version,
      objective,
      seed,
      context: known,
      room,
      lend: calls.lend,
      ...needTraining("fit", training),
    };
    return buffers.hold(() => fit(setup, dataset, options));
  }

  const model: Model = {
    ...{ network, classNames, engine, context: context.columns },
    fit: (dataset, options) => moving("fit", () => train(dataset, options)),
    evaluate: (dataset, options = {}) => calls.run(() => evaluate(judging, dataset, options)),
    predict: (pictures, options = {}) => calls.run(() => predict(judging, pictures, options)),
    infer: (pictures, options = {}) => calls.run(() => answers(judging, pictures, options)),
    look: (pictures, layer, classes, known) =>
      calls.run(async () => {
        checkStored("look", pictures, network);
        const count = countPictures("look", pictures, sizeOf(network.input));
        return layerOutputs({ engine, network, weights }, pictures, layer, { classes, context: context.read("look", known, count) });
      }),
    get confidence() {
      return confidence.now;
    },
    calibrate: (validation) => calls.run(() => calibrate(judging, validation)),
    trainOnBatch: (images, targets, known) =>
      moving("trainOnBatch", async () => {
        const setup = { network, context, room: buffers.room, training: needTraining("trainOnBatch", training), version };
        return trainOnBatch(setup, images, targets, known);
      }),
    weights: () => weights.copy(),
    setWeights(values) {
      weights.set(values, "setWeights");
      version.next();
    },
    encode(extra) {
      return encodeModel({ network, weights: weights.copy(), classNames, context: context.columns, confidence: confidence.now }, extra);
    },
    save: (to) => calls.run(() => needSink("save", to).write(model.encode())),
    async dispose() {
      void calls.close(new UsageError(DISPOSED)); // the call at work ends when it next wants the engine
      await engine.dispose();
    },
  };
  return model;
}

/** @throws InputError when a network that takes a context would train without: it would learn nothing but what it would without one */
function refuseUnknown(dataset: Dataset, network: Network): void {
  if (!network.context) return;
  needDataset("fit", dataset);
  const { name, context } = dataset;
  if (context) return;
  throw new InputError(
    `fit: "${network.name}" takes a context, and "${name}" tells none; give the dataset a context, a row an image, or train a network without`,
  );
}

function classNamesOf(network: Network, given: readonly string[] | undefined): readonly string[] {
  const classes = classCount(network);
  const frames = frameCount(network);
  if (frames !== 1) {
    throw new UsageError(
      `compile: "${network.name}" makes ${frames} rows of classes of a picture, one is wanted; let fitTexts() train it and loadReader() use it`,
    );
  }
  const classNames = given ?? Array.from({ length: classes }, (_, index) => String(index));
  if (classNames.length === classes) return classNames;
  throw new UsageError(`compile: ${classNames.length} class names for the ${classes} classes of "${network.name}"`);
}
