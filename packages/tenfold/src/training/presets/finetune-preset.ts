import type { Preset } from "./preset.js";

/** Steps that few labels are gone through for, and the epochs that this may come to. */
const STEPS = 300;
const [FEWEST_EPOCHS, MOST_EPOCHS] = [10, 100];

const BATCH = 32;
const VALIDATION = 0.2;

/**
 * A recipe for training a trained network further: a low rate that falls to nothing, small batches, and where labels are few as many more
 * epochs.
 *
 * @param architecture the name of the network to be trained
 * @param images how many labelled images there are, those that validate counted
 */
export function finetunePreset(architecture: string, images: number): Preset {
  const steps = Math.max(1, Math.ceil(((1 - VALIDATION) * images) / BATCH));
  return {
    name: "finetune",
    architecture,
    seed: 42,
    epochs: Math.min(MOST_EPOCHS, Math.max(FEWEST_EPOCHS, Math.ceil(STEPS / steps))),
    batchSize: BATCH,
    optimizer: { kind: "adam", rate: 1e-3 },
    schedule: { kind: "cosineDecay" },
    augment: { kind: "affine", rotateDegrees: 8, shift: 0.05, zoom: 0.08 },
    plainEpochs: 0,
    validation: VALIDATION,
  };
}
