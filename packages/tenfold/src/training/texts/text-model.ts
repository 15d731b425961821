import { callQueue } from "../../calls/call-queue.js";
import { DISPOSED } from "../../engine/crew.js";
import type { Engine } from "../../engine/engine.js";
import { UsageError } from "../../errors.js";
import { type TextEvaluation, textEvaluation } from "../../evaluate/scores/text-evaluation.js";
import { blankClass } from "../../losses/blank-class.js";
import { encodeModel } from "../../model/files/model-file.js";
import { classCount, type Network } from "../../model/network/sequential.js";
import type { Weights, WeightValues } from "../../model/network/weights.js";
import { needSink, type Sink } from "../../model/sink.js";
import { callsThatMove } from "../loop/calls-that-move.js";
import { fit } from "../loop/fit.js";
import type { History } from "../loop/fit-history.js";
import type { LoopOptions } from "../loop/fit-options.js";
import { needTraining, type Training } from "../loop/fit-setup.js";
import { measure } from "../loop/measure.js";
import { sharedBuffers } from "../objectives/shared-buffers.js";
import { type TextExamples, textObjective } from "../objectives/text-objective.js";
import { weightVersion } from "../passes/weight-version.js";

/** A network that reads lines whole, with weights, ready to be trained and judged; calls take turns as a `Model`'s. */
export interface TextModel {
  readonly network: Network;
  /** What each class is written as; the one called "blank", or the last, is the blank, which is written as nothing. */
  readonly classNames: readonly string[];
  /** What runs it: the build of the kernels, the threads, and in words why there are fewer than asked for. */
  readonly engine: Pick<Engine, "build" | "threads" | "notice" | "used">;
  /**
   * Trains on lines and their texts by connectionist temporal classification. Reported are loss, accuracy (the share of the texts that the
   * likeliest way spells as a whole) and character_error_rate. What is left of the examples after the last whole batch of an epoch waits for
   * another.
   *
   * @throws InputError when the loss is no longer a number, naming epoch and step, or there are fewer examples than a batch has
   * @throws UsageError when a callback of a training of this model calls it
   */
  fit(training: TextExamples, options: LoopOptions<TextExamples>): Promise<History>;
  /**
   * How many of the texts are read right, whole and by the character.
   *
   * @throws ShapeError when the pictures are not what the network takes
   * @throws InputError when there are none, or not as many texts
   */
  evaluate(examples: TextExamples): Promise<TextEvaluation>;
  /** A copy of the weights. */
  weights(): WeightValues;
  /** @throws FormatError when they are not this network's */
  setWeights(values: WeightValues): void;
  /** The model as the bytes of a safetensors file, `extra` among its metadata; `loadReader({ lines })` takes what `decodeModel` makes of it. */
  encode(extra?: Readonly<Record<string, string>>): Uint8Array;
  save(to: Sink): Promise<void>;
  /** Ends its threads; calls at work, waiting and later fail with one sentence. */
  dispose(): Promise<void>;
}

/** What such a model is made of. */
export interface TextModelParts {
  readonly network: Network;
  readonly engine: Engine;
  readonly weights: Weights;
  readonly seed: number;
  readonly classNames: readonly string[];
  /** Absent where the model is only to be judged. */
  readonly training?: Training | undefined;
}

/** Puts the parts together. */
export function assembleTexts(parts: TextModelParts): TextModel {
  const { network, engine, weights, seed, classNames, training } = parts;
  const objective = textObjective({ classes: classCount(network), blank: blankClass(classNames) });
  const version = weightVersion();
  const buffers = sharedBuffers(parts, objective, training !== undefined);
  const calls = callQueue();
  const moving = callsThatMove(calls);

  async function evaluate(examples: TextExamples): Promise<TextEvaluation> {
    objective.check("evaluate", examples, network);
    const { network: bound, objective: texts } = buffers.forInference(examples.images.count);
    const read: number[][] = [];
    const setup = { engine, network: bound, objective, bound: texts, version };
    const { loss = 0 } = await measure(setup, examples, (n) => void read.push(...texts.read(n)));
    return textEvaluation(examples.texts, read, loss, classNames);
  }

  const model: TextModel = {
    ...{ network, classNames, engine },
    fit: (examples, options) =>
      moving("fit", async () => {
        const room = (batch: number) => buffers.room(batch).network;
        const setup = { model, engine, weights, version, objective, seed, room, lend: calls.lend, ...needTraining("fit", training) };
        return buffers.hold(() => fit(setup, examples, options));
      }),
    evaluate: (examples) => calls.run(() => evaluate(examples)),
    weights: () => weights.copy(),
    setWeights(values) {
      weights.set(values, "setWeights");
      version.next();
    },
    encode: (extra) => encodeModel({ network, weights: weights.copy(), classNames }, extra),
    save: (to) => calls.run(() => needSink("save", to).write(model.encode())),
    async dispose() {
      void calls.close(new UsageError(DISPOSED));
      await engine.dispose();
    },
  };
  return model;
}
