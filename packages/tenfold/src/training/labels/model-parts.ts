import type { ContextColumn } from "../../data/context/context-columns.js";
import type { Engine } from "../../engine/engine.js";
import type { Loss } from "../../losses/loss.js";
import type { Metric } from "../../metrics/metric.js";
import type { Confidence } from "../../model/files/confidence.js";
import type { Network } from "../../model/network/sequential.js";
import type { Weights } from "../../model/network/weights.js";
import type { Training } from "../loop/fit-setup.js";

/** What a model is made of. */
export interface ModelParts {
  readonly network: Network;
  readonly engine: Engine;
  readonly weights: Weights;
  readonly seed: number;
  readonly loss: Loss;
  readonly metrics: readonly Metric[];
  readonly classNames: readonly string[];
  /** The columns of its context, where it takes one. */
  readonly context?: readonly ContextColumn[] | undefined;
  /** As a model file brings it. */
  readonly confidence?: Confidence | undefined;
  /** Absent where the model is only to predict. */
  readonly training?: Training | undefined;
}
