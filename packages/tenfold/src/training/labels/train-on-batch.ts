import { shapeText, sizeOf } from "../../engine/tensor.js";
import { InputError, ShapeError, UsageError } from "../../errors.js";
import { classCount, type Network } from "../../model/network/sequential.js";
import type { Training } from "../loop/fit-setup.js";
import { trainingStep } from "../loop/training-step.js";
import type { BoundLabels } from "../objectives/label-objective.js";
import type { Buffers } from "../objectives/shared-buffers.js";
import { countPictures } from "../passes/pictures.js";
import { putContext } from "../passes/put-context.js";
import type { WeightVersion } from "../passes/weight-version.js";
import type { ContextReader, KnownContext } from "./known-context.js";

interface Setup {
  readonly network: Network;
  readonly context: ContextReader;
  /** Buffers for a batch of so many. */
  readonly room: (batch: number) => Buffers<BoundLabels>;
  readonly training: Training;
  /** Of the weights; keys the dropout. */
  readonly version: WeightVersion;
}

/**
 * One step on images `[n, height, width, channels]` and targets `[n, classes]`: the means of loss and metrics before it.
 *
 * @throws UsageError when they are no floats, ShapeError when they do not belong together
 * @throws InputError when there are none, or the loss is no number
 */
export function trainOnBatch(
  { network, context, room, training: { optimizer, moving }, version }: Setup,
  images: Float32Array,
  targets: Float32Array,
  known?: KnownContext,
): Readonly<Record<string, number>> & { readonly loss: number } {
  const n = checkBatch(network, images, targets);
  const values = context.read("trainOnBatch", known, n);
  const buffers = room(n);
  putContext(buffers.network, values, { from: 0, n });
  buffers.network.x.data.set(images);
  buffers.objective.targets.data.set(targets);
  const sums = trainingStep({ ...buffers, moving, version }, { n, rate: optimizer.rate, key: version.now });
  if (!Number.isFinite(sums.loss))
    throw new InputError(
      `trainOnBatch: the loss is ${sums.loss}; images or targets hold what is no number, or the learning rate is too high`,
    );
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / n])) as { loss: number };
}

/** How many examples there are. */
function checkBatch(network: Network, images: Float32Array, targets: Float32Array): number {
  if (!(images instanceof Float32Array && targets instanceof Float32Array)) {
    throw new UsageError("trainOnBatch takes two Float32Arrays, images and targets; normalize() and toCategorical() make them from bytes");
  }
  const n = countPictures("trainOnBatch", images, sizeOf(network.input));
  const classes = classCount(network);
  if (targets.length !== n * classes) {
    throw new ShapeError(`trainOnBatch: ${n} images want targets ${shapeText([n, classes])}, ${targets.length} numbers came`);
  }
  if (n === 0) throw new InputError("trainOnBatch: no images came");
  return n;
}
