import type { Engine } from "../engine/engine.js";
import type { Rng } from "../engine/rng.js";
import type { Shape, Tensor } from "../engine/tensor.js";

/**
 * A layer as a value: what it is, which weights it wants, what shape it makes, and how it computes once it has a place.
 * Shapes here are those of one example, without the batch.
 */
export interface Layer {
  /** Keras's snake-case class name, "conv2d": names in tables and files come from it. */
  readonly kind: string;
  /** What it takes to make the layer again: kept in model files. */
  readonly config: LayerConfig;
  /**
   * @param context shape of the network's second input, `[numbers]`; absent where it has none
   * @throws ShapeError when the layer cannot take `input`, or wants a context and there is none
   */
  outputShape(input: Shape, context?: Shape): Shape;
  /** Its weights for an input of this shape; none when absent. */
  weights?(input: Shape): readonly WeightSpec[];
  /** Multiply-adds for one example; none when absent. */
  multiplyAdds?(input: Shape): number;
  /** Lists of layers inside it, for an input of this shape, each with what it takes; none when absent. */
  parts?(input: Shape, context?: Shape): readonly Part[];
  /** Reserves what it needs and returns how to run it. */
  bind(site: Site): Bound;
}

/** Layers that follow each other inside a layer, and the shape that the first takes. */
export interface Part {
  readonly input: Shape;
  readonly layers: readonly Layer[];
}

export interface LayerConfig {
  readonly [option: string]: number | string | boolean | Readonly<Record<string, number>> | readonly number[] | readonly LayerEntry[];
}

/** A layer as plain data: what it takes to make it again. */
export interface LayerEntry extends LayerConfig {
  readonly kind: string;
}

export function entryOf({ kind, config }: Layer): LayerEntry {
  return { kind, ...config };
}

export interface WeightSpec {
  /** "kernel", "bias", "gamma", … as Keras names them. */
  readonly name: string;
  readonly shape: Shape;
  /** False for what moves without a gradient: running statistics. */
  readonly trainable: boolean;
  /** Fills the weight before training. */
  initialize(values: Float32Array, rng: Rng): void;
}

/** Where a layer stands in a network: what it reads, and what it may touch. */
export interface Site {
  readonly engine: Engine;
  /** The most examples in a pass. */
  readonly batch: number;
  /** `[batch, …input]`, written by the layer before. */
  readonly x: Tensor;
  /** `[batch, numbers]`: the network's second input; undefined where it has none. Nobody wants its gradient. */
  readonly context: Tensor | undefined;
  /** By weight name. */
  readonly weights: Readonly<Record<string, Tensor>>;
  /** By weight name; empty when the network is bound for inference only. */
  readonly gradients: Readonly<Record<string, Tensor>>;
  /** Distinguishes the random draws of layers in one network. */
  readonly index: number;
  /** Given when batch normalization follows: it takes Σy and Σy² from `sums`, and makes the gradient of a bias exactly zero. */
  readonly normalizedNext: NormalizedNext | undefined;
  /** True when the network is bound for training, too. */
  readonly forTraining: boolean;
  /** Gives a part of this layer, by its number, its place: to read `x`, which this layer writes or reads itself. */
  readonly bindPart: (part: number, x: Tensor) => Bound;
}

/** What a layer may do for the batch normalization behind it. */
export interface NormalizedNext {
  /** Where it may leave Σy and Σy² a lane in training: `[lanes, 2, channels]`. */
  readonly sums: Tensor;
  /** Says that it normalizes in inference, and asks how: max(floor, scale y + shift). */
  takeOver(): Takeover;
}

export interface Takeover {
  /** `[4, channels]`, of which the first two are scale and shift. */
  readonly constants: Tensor;
  readonly floor: number;
  /** Where to write the result. */
  readonly y: Tensor;
}

/** One run over a batch. */
export interface Pass {
  /** Examples in this batch; the rest of the tensors is left as it is. */
  readonly n: number;
  /** True for a training step: batch statistics and dropout; false for inference. */
  readonly training: boolean;
  /** 32 random bits, another number each training step: keys of dropout masks. */
  readonly key: number;
  /** Changes whenever a weight has changed. */
  readonly version: number;
}

/** A layer with its place in memory. */
export interface Bound {
  /** `[batch, …output]` */
  readonly y: Tensor;
  forward(pass: Pass): void;
  /**
   * Writes the gradients of the weights and, into `dx`, the gradient of the input `[n, …input]`; without `dx` nobody wants
   * it. Leaves `dy` as it is: others may read it, too. Returns where the latter stands: `dx`, or `dy` when it is the same numbers.
   * After a pass of inference, the gradient is that of inference: by running statistics and without dropout.
   */
  backward(pass: Pass, dy: Tensor, dx: Tensor | undefined): Tensor;
  /** Gives back its memory. */
  free(): void;
}
