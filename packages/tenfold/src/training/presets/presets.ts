import { UsageError } from "../../errors.js";
import { spellingAdvice } from "../../nearest-word.js";
import type { Preset } from "./preset.js";

/** The presets by name. */
export const presets: Readonly<Record<string, Preset>> = {
  /** The least network, in well under half a minute. (Recipe: Smith and Topin, "Super-Convergence", 2018) */
  simple: {
    name: "simple",
    architecture: "simple",
    seed: 42,
    epochs: 6,
    batchSize: 256,
    optimizer: { kind: "adam", rate: 0.01, beta2: 0.99 },
    schedule: { kind: "oneCycle" },
    augment: { kind: "affine", rotateDegrees: 8, shift: 0.05, zoom: 0.08 },
    plainEpochs: 1,
    validation: 0.2,
  },
  /** LeNet-5 of 1998; without batch normalization it wants a lower rate. */
  lenet5: {
    name: "lenet5",
    architecture: "lenet5",
    seed: 42,
    epochs: 15,
    batchSize: 128,
    optimizer: { kind: "adam", rate: 3e-3, beta2: 0.99 },
    schedule: { kind: "oneCycle" },
    augment: { kind: "affine", rotateDegrees: 10, shift: 0.07, zoom: 0.1 },
    plainEpochs: 1,
    validation: 0.2,
  },
  /** 99.4 % after some twenty seconds of training on two cores. (Recipe: Smith and Topin, "Super-Convergence", 2018) */
  fast: {
    name: "fast",
    architecture: "fast",
    seed: 42,
    epochs: 4,
    batchSize: 256,
    optimizer: { kind: "adam", rate: 0.01, beta2: 0.99 },
    schedule: { kind: "oneCycle" },
    augment: { kind: "affine", rotateDegrees: 10, shift: 0.07, zoom: 0.1 },
    plainEpochs: 1,
    validation: 0.2,
  },
  /** A network that learns in about a minute. (Recipe: Smith and Topin, "Super-Convergence", 2018) */
  quick: {
    name: "quick",
    architecture: "quick",
    seed: 42,
    epochs: 5,
    batchSize: 256,
    optimizer: { kind: "adam", rate: 0.01, beta2: 0.99 },
    schedule: { kind: "oneCycle" },
    augment: { kind: "affine", rotateDegrees: 10, shift: 0.07, zoom: 0.1 },
    plainEpochs: 1,
    validation: 0.2,
  },
  /**
   * The seed network with Keras's customary recipe. Patience 10: while the rate is high val_loss often falls again after five epochs that
   * brought nothing, and a lucky one early on would end the training.
   */
  classic: {
    name: "classic",
    architecture: "classic",
    seed: 42,
    epochs: 40,
    batchSize: 64,
    optimizer: { kind: "adam", rate: 1e-3, epsilon: 1e-7 },
    schedule: { kind: "exponentialDecay", factor: 0.95 },
    earlyStopping: { watch: "val_loss", patience: 10 },
    augment: { kind: "affine", rotateDegrees: 10, shift: 0.1, zoom: 0.1 },
    plainEpochs: 0,
    validation: 0.2,
  },
  /** Fewer than 30,000 parameters; what they lack in number they make up in epochs. */
  mobile: {
    name: "mobile",
    architecture: "mobile",
    seed: 42,
    epochs: 24,
    batchSize: 128,
    optimizer: { kind: "adam", rate: 8e-3, beta2: 0.99 },
    schedule: { kind: "oneCycle" },
    averageWeights: { decay: 0.99 },
    augment: { kind: "affine", rotateDegrees: 10, shift: 0.08, zoom: 0.1 },
    plainEpochs: 1,
    validation: 0.2,
  },
  /** Eight layers with residual blocks. */
  resnet: {
    name: "resnet",
    architecture: "resnet",
    seed: 42,
    epochs: 16,
    batchSize: 128,
    optimizer: { kind: "adam", rate: 4e-3, beta2: 0.99 },
    schedule: { kind: "oneCycle" },
    averageWeights: { decay: 0.99 },
    augment: { kind: "elastic", strength: 0.8, smoothness: 4, rotateDegrees: 8, shift: 0.07, zoom: 0.08 },
    plainEpochs: 1,
    validation: 0.2,
  },
  /** Inverted bottlenecks with squeeze and excitation. */
  efficientnet: {
    name: "efficientnet",
    architecture: "efficientnet",
    architectureOptions: { compound: 0 },
    seed: 42,
    epochs: 16,
    batchSize: 128,
    optimizer: { kind: "adam", rate: 4e-3, beta2: 0.99 },
    schedule: { kind: "oneCycle" },
    averageWeights: { decay: 0.99 },
    augment: { kind: "elastic", strength: 0.8, smoothness: 4, rotateDegrees: 8, shift: 0.07, zoom: 0.08 },
    plainEpochs: 1,
    validation: 0.2,
  },
  /** The most accurate single network here. (Recipe after Doucet, github.com/ttdoucet/mnist) */
  accurate: {
    name: "accurate",
    architecture: "accurate",
    architectureOptions: { width: 64 },
    seed: 42,
    epochs: 18,
    batchSize: 128,
    optimizer: { kind: "adam", rate: 1e-3, beta2: 0.99 },
    schedule: { kind: "oneCycle" },
    averageWeights: { decay: 0.99 },
    augment: { kind: "elastic", strength: 0.8, smoothness: 4, rotateDegrees: 8, shift: 0.07, zoom: 0.08 },
    plainEpochs: 1,
    validation: 0.2,
  },
  /** A network that reads digits where people have them; trained on the data set "reading", it knows what is no digit. */
  reader: {
    name: "reader",
    dataSet: "reading",
    architecture: "resnet",
    seed: 42,
    epochs: 8,
    batchSize: 256,
    optimizer: { kind: "adam", rate: 6e-3, beta2: 0.99 },
    schedule: { kind: "oneCycle" },
    averageWeights: { decay: 0.99 },
    augment: { kind: "elastic", strength: 0.8, smoothness: 4, rotateDegrees: 8, shift: 0.04, zoom: 0.08 },
    plainEpochs: 1,
    validation: 0.1,
  },
  /** A network that reads lines whole, by connectionist temporal classification; the second opinion of a reader. */
  lines: {
    name: "lines",
    architecture: "line",
    seed: 42,
    epochs: 9,
    batchSize: 128,
    optimizer: { kind: "adam", rate: 2e-3 },
    schedule: { kind: "oneCycle", warmUp: 0.15 },
    augment: { kind: "elastic", strength: 0.7, smoothness: 5, rotateDegrees: 2, shift: 0.02, zoom: 0.08 },
    plainEpochs: 1,
    validation: 1 / 12,
    strings: { training: 100_000, validation: 2000, test: 2000 },
  },
};

/** @throws UsageError when there is none of that name, with the one that was probably meant, or those there are */
export function presetNamed(name: string): Preset {
  const preset = Object.hasOwn(presets, name) ? presets[name] : undefined;
  if (!preset) throw new UsageError(`preset "${name}" is unknown; ${spellingAdvice(name, Object.keys(presets))}`);
  return preset;
}
