import type { Images } from "../../data/dataset.js";
import type { Network } from "../network/sequential.js";
import type { WeightValues } from "../network/weights.js";

/** The part of a model that explanations need; a `Model` is one. */
export interface Explainable {
  readonly network: Network;
  weights(): WeightValues;
  /** `[n, classes]`, each row adding up to 1. */
  predict(pictures: Images): Promise<Float32Array>;
  look(pictures: Images, layer: string, classes?: ArrayLike<number>): Promise<Look>;
}

/** What a layer makes of pictures. */
export interface Look {
  /** Of one picture: `[height, width, channels]` or `[features]`. */
  readonly shape: readonly number[];
  /** `[n, …shape]` */
  readonly outputs: Float32Array;
  /** Gradient, by these outputs, of one class's logit a picture, `[n, …shape]`; only where classes were told. */
  readonly gradients?: Float32Array;
}
