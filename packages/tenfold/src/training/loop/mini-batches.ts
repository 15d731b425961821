import type { Augmentation } from "../../augment/augmentation.js";
import type { Images } from "../../data/dataset.js";
import type { Engine } from "../../engine/engine.js";
import { mix, rng } from "../../engine/rng.js";
import { rowOf, type Tensor } from "../../engine/tensor.js";
import { stagedImages } from "../passes/staged-images.js";
import type { ContextFeed } from "./context-feed.js";
import { randomStreams } from "./random-streams.js";
import { wornBatch } from "./worn-batch.js";

/** The mini-batches of a training, put before a network one by one: each epoch in another order, augmented, from the seed alone. */
export interface MiniBatches {
  /** Puts a batch before the network, `batch` counted from 0; returns how many examples it has. */
  feed(epoch: number, batch: number): number;
  free(): void;
}

export interface MiniBatchesSetup {
  readonly engine: Engine;
  /** The network's input. */
  readonly x: Tensor;
  /** Told which examples a batch holds, to put their targets in place. */
  readonly label: (rows: Uint32Array) => void;
  /** Told the same, to put what is known beside the images in place. */
  readonly context?: ContextFeed | undefined;
  readonly batchSize: number;
  readonly seed: number;
  readonly augment: Augmentation | undefined;
  /** The last epoch that is augmented. */
  readonly augmentUntil: number;
}

export function miniBatches(images: Images, setup: MiniBatchesSetup): MiniBatches {
  const { engine, x, label, context, batchSize, seed, augment, augmentUntil } = setup;
  const wear = augment?.wear && wornBatch(x, augment.wear, seed);
  const staged = stagedImages(engine, images, Math.min(batchSize, images.count));
  const maps = augment && engine.tensor([batchSize, 6]);
  const knots = augment?.field && engine.tensor([batchSize, 2, ...augment.field.knots(images.height, images.width)]);
  let shuffled = { epoch: 0, order: new Uint32Array() };

  function orderOf(epoch: number): Uint32Array {
    if (shuffled.epoch !== epoch) {
      const rows = Uint32Array.from({ length: images.count }, (_, row) => row);
      shuffled = { epoch, order: rng(mix(seed, randomStreams.order, epoch)).shuffle(rows) };
    }
    return shuffled.order;
  }

  function drawMaps(epoch: number, batch: number, n: number): void {
    if (!augment || !maps) return;
    const random = rng(mix(seed, randomStreams.augment, epoch, batch));
    const { height, width } = images;
    for (let row = 0; row < n; row++) {
      augment.draw(random, height, width, rowOf(maps, row));
      if (knots) augment.field?.draw(random, rowOf(knots, row));
    }
  }

  return {
    feed(epoch, batch) {
      const rows = orderOf(epoch).subarray(batch * batchSize, (batch + 1) * batchSize);
      const n = rows.length;
      const augmented = epoch <= augmentUntil;
      if (augmented) drawMaps(epoch, batch, n);
      staged.put(rows, x, augmented ? maps : undefined, augmented ? knots : undefined);
      if (augmented) wear?.(epoch, batch, n);
      label(rows);
      context?.(rows, epoch, batch);
      return n;
    },
    free() {
      staged.free();
      engine.free(...(maps ? [maps] : []), ...(knots ? [knots] : []));
    },
  };
}
