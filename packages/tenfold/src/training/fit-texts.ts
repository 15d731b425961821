import type { Augmentation } from "../augment/augmentation.js";
import type { Callback } from "../callbacks/callback.js";
import type { Images } from "../data/dataset.js";
import { type EngineOptions, startEngine } from "../engine/engine.js";
import { softmax } from "../engine/ops/softmax.js";
import { mix } from "../engine/rng.js";
import { InputError, ShapeError } from "../errors.js";
import { ctcLoss } from "../losses/ctc.js";
import { ctcText } from "../losses/ctc-text.js";
import { classCount, type Network } from "../model/sequential.js";
import { allocateWeights, type WeightValues } from "../model/weights.js";
import { bindGroups } from "../optimizers/bind-groups.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { bindInMemory } from "./bind-in-memory.js";
import { feeder } from "./feeder.js";
import { inferInBatches } from "./infer.js";
import { pauses } from "./pause.js";
import { streams } from "./streams.js";

/** Pictures of lines and what stands on them, as class indices. */
export interface TextExamples {
  readonly images: Images;
  readonly texts: readonly ArrayLike<number>[];
}

export interface FitTextsOptions extends EngineOptions {
  readonly optimizer: Optimizer;
  readonly epochs: number;
  /** 128 by default. What is left of the examples after the last whole batch of an epoch waits for another. */
  readonly batchSize?: number;
  /** Decides the first weights, the order of the examples, the augmentation and the dropout. */
  readonly seed?: number;
  /** How the rate changes, as `oneCycle()`. */
  readonly schedule?: Pick<Callback, "rate">;
  /** In all epochs but the last. */
  readonly augment?: Augmentation;
  readonly validation?: TextExamples;
  readonly onBatchEnd?: (end: { readonly epoch: number; readonly batch: number; readonly batches: number; readonly loss: number }) => void;
  readonly onEpochEnd?: (end: TextEpoch) => void;
}

export interface TextEpoch {
  readonly epoch: number;
  /** Means over texts, in nats. */
  readonly loss: number;
  readonly validation?: TextScores;
  readonly seconds: number;
}

export interface TextScores {
  readonly loss: number;
  /** The share of the texts that the likeliest way spells as a whole. */
  readonly accuracy: number;
}

/** What a text that finds no room in its frames counts in a mean, in nats. */
const NO_ROOM = 50;

/**
 * Trains a network whose output is a row of logits a frame, the last class the blank, by connectionist temporal classification. The same
 * options give the same weights, bit for bit, for any number of threads.
 *
 * @returns the weights after the last epoch
 * @throws ShapeError when the pictures are not what the network takes
 * @throws InputError when there are fewer examples than a batch has, or not as many texts
 */
export async function fitTexts(network: Network, examples: TextExamples, options: FitTextsOptions): Promise<WeightValues> {
  const { optimizer, epochs, batchSize = 128, seed = 0, schedule, augment, validation, onBatchEnd, onEpochEnd, threads, build } = options;
  check(network, examples, batchSize);
  const { images, texts } = examples;
  const batches = Math.floor(images.count / batchSize);
  const classes = classCount(network);
  const engine = await startEngine({ threads, build });
  try {
    const weights = allocateWeights(engine, network, seed, true);
    const bound = bindInMemory({ engine, network, weights }, batchSize);
    const moving = bindGroups(optimizer, engine, weights.groups);
    const [probabilities, gradient] = [engine.tensor(bound.logits.shape), engine.tensor(bound.logits.shape)];
    const frames = bound.logits.length / batchSize / classes;
    const pause = pauses();
    let done = 0;
    let rows: Uint32Array = new Uint32Array();
    const { feed } = feeder(images, {
      ...{ engine, x: bound.x, batchSize, seed, augment, augmentUntil: epochs - 1 },
      label: (fed) => {
        rows = fed;
      },
    });

    /** The summed loss of the texts whose lines stand in the network, and with `learns` its gradient. */
    function judge(of: readonly ArrayLike<number>[], learns: boolean, right?: () => void): number {
      softmax(engine, bound.logits, probabilities, of.length * frames);
      const size = frames * classes;
      let sum = 0;
      for (const [at, text] of of.entries()) {
        const one = { probabilities: probabilities.data.subarray(at * size, (at + 1) * size), frames, classes };
        const slope = learns ? gradient.data.subarray(at * size, (at + 1) * size).fill(0) : undefined;
        const loss = ctcLoss(one, text, slope);
        if (slope) for (let i = 0; i < size; i++) slope[i] = (slope[i] as number) / of.length;
        if (right && ctcText(one).join() === Array.from(text).join()) right();
        sum += Math.min(loss, NO_ROOM);
      }
      return sum;
    }

    function step(epoch: number, batch: number): number {
      feed(epoch, batch);
      const pass = { n: batchSize, training: true, key: mix(mix(seed, streams.dropout, done) >>> 0), version: done };
      bound.forward(pass);
      const loss = judge(
        Array.from(rows, (row) => texts[row] as ArrayLike<number>),
        true,
      );
      bound.backward(pass, gradient);
      const position = { epoch, epochs, step: done, steps: batches * epochs, rate: optimizer.rate };
      moving.step(schedule?.rate?.(position) ?? optimizer.rate);
      done++;
      return loss;
    }

    async function validate(against: TextExamples): Promise<TextScores> {
      const { count } = against.images;
      let [loss, right] = [0, 0];
      const run = (from: number, n: number) => {
        bound.forward({ n, training: false, key: 0, version: done });
        loss += judge(against.texts.slice(from, from + n), false, () => right++);
      };
      await inferInBatches(engine, bound, against.images, run, pause);
      return { loss: loss / count, accuracy: right / count };
    }

    for (let epoch = 1; epoch <= epochs; epoch++) {
      const began = performance.now();
      let sum = 0;
      for (let batch = 0; batch < batches; batch++) {
        sum += step(epoch, batch);
        const loss = sum / (batch + 1) / batchSize;
        if (!Number.isFinite(loss))
          throw new InputError(`training failed in epoch ${epoch}: the loss is ${loss}; take a lower learning rate`);
        onBatchEnd?.({ epoch, batch: batch + 1, batches, loss });
        await pause();
      }
      const found = validation && (await validate(validation));
      const seconds = (performance.now() - began) / 1000;
      onEpochEnd?.({ epoch, loss: sum / batches / batchSize, ...(found && { validation: found }), seconds });
    }
    return weights.copy();
  } finally {
    await engine.dispose();
  }
}

function check({ name, input }: Network, { images, texts }: TextExamples, batchSize: number): void {
  const [height, width, channels] = input;
  if (images.height !== height || images.width !== width || images.channels !== channels) {
    throw new ShapeError(
      `fitTexts: pictures of ${images.height} x ${images.width} x ${images.channels} came, "${name}" takes ${input.join(" x ")}`,
    );
  }
  if (texts.length !== images.count) throw new InputError(`fitTexts: ${images.count} pictures came with ${texts.length} texts`);
  if (images.count < batchSize) throw new InputError(`fitTexts: ${images.count} pictures are fewer than a batch has, ${batchSize}`);
}
