import type { Augmentation } from "../augment/augmentation.js";
import type { Callback } from "../callbacks/callback.js";
import type { Images } from "../data/dataset.js";
import { type EngineOptions, startEngine } from "../engine/engine.js";
import { pick } from "../engine/ops/pick.js";
import { softmax } from "../engine/ops/softmax.js";
import { mix, rng } from "../engine/rng.js";
import { rowOf } from "../engine/tensor.js";
import { InputError, ShapeError } from "../errors.js";
import { ctcLoss } from "../losses/ctc.js";
import { ctcText } from "../losses/ctc-text.js";
import { classCount, type Network } from "../model/sequential.js";
import { allocateWeights, type WeightValues } from "../model/weights.js";
import { bindGroups } from "../optimizers/bind-groups.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { bindInMemory } from "./bind-in-memory.js";
import { pauses } from "./pause.js";
import { upload } from "./pixels.js";
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
    const pixels = upload(engine, images);
    const indices = engine.allocate(batchSize * 4);
    const maps = engine.tensor([batchSize, 6]);
    const knots = augment?.field && engine.tensor([batchSize, 2, ...augment.field.knots(images.height, images.width)]);
    const pause = pauses();
    let done = 0;

    function feed(from: typeof pixels, rows: Uint32Array, isWarped: boolean): void {
      new Uint32Array(engine.bytesAt(indices, rows.length * 4).buffer, indices, rows.length).set(rows);
      pick(engine, from, indices, bound.x, rows.length, isWarped ? maps : undefined, isWarped ? knots : undefined);
    }

    /** The summed loss of the batch that stands in the network, and with `learns` its gradient. */
    function judge(of: readonly ArrayLike<number>[], rows: Uint32Array, learns: boolean, right?: (row: number) => void): number {
      softmax(engine, bound.logits, probabilities, rows.length * frames);
      const size = frames * classes;
      let sum = 0;
      for (const [at, row] of rows.entries()) {
        const one = { probabilities: probabilities.data.subarray(at * size, (at + 1) * size), frames, classes };
        const slope = learns ? gradient.data.subarray(at * size, (at + 1) * size).fill(0) : undefined;
        const text = of[row] as ArrayLike<number>;
        const loss = ctcLoss(one, text, slope);
        if (slope) for (let i = 0; i < size; i++) slope[i] = (slope[i] as number) / rows.length;
        if (right && ctcText(one).join() === Array.from(text).join()) right(row);
        sum += Math.min(loss, NO_ROOM);
      }
      return sum;
    }

    function step(epoch: number, batch: number, rows: Uint32Array): number {
      const random = rng(mix(seed, streams.augment, epoch, batch));
      const warped = epoch < epochs ? augment : undefined;
      for (let row = 0; warped && row < batchSize; row++) {
        warped.draw(random, images.height, images.width, rowOf(maps, row));
        if (knots) warped.field?.draw(random, rowOf(knots, row));
      }
      feed(pixels, rows, warped !== undefined);
      const pass = { n: batchSize, training: true, key: mix(mix(seed, streams.dropout, done) >>> 0), version: done };
      bound.forward(pass);
      const loss = judge(texts, rows, true);
      bound.backward(pass, gradient);
      const position = { epoch, epochs, step: done, steps: batches * epochs, rate: optimizer.rate };
      moving.step(schedule?.rate?.(position) ?? optimizer.rate);
      done++;
      return loss;
    }

    async function validate(against: TextExamples): Promise<TextScores> {
      const from = upload(engine, against.images);
      let [loss, right] = [0, 0];
      for (let start = 0; start < against.images.count; start += batchSize) {
        const rows = Uint32Array.from({ length: Math.min(batchSize, against.images.count - start) }, (_, at) => start + at);
        feed(from, rows, false);
        bound.forward({ n: rows.length, training: false, key: 0, version: done });
        loss += judge(against.texts, rows, false, () => right++);
        await pause();
      }
      engine.free(from.pointer);
      return { loss: loss / against.images.count, accuracy: right / against.images.count };
    }

    for (let epoch = 1; epoch <= epochs; epoch++) {
      const began = performance.now();
      const order = rng(mix(seed, streams.order, epoch)).shuffle(Uint32Array.from({ length: images.count }, (_, row) => row));
      let sum = 0;
      for (let batch = 0; batch < batches; batch++) {
        sum += step(epoch, batch, order.subarray(batch * batchSize, (batch + 1) * batchSize));
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
