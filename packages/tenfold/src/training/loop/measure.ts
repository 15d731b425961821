import type { Metrics } from "../../callbacks/callback.js";
import { pauses } from "../../calls/pause.js";
import type { ContextColumn } from "../../data/context/context-columns.js";
import { encodeContext } from "../../data/context/encode-context.js";
import type { Engine } from "../../engine/engine.js";
import type { BoundNetwork } from "../../model/bound/bind.js";
import type { BoundObjective, Examples, Objective, Sums } from "../objectives/objective.js";
import { inferInBatches } from "../passes/infer-in-batches.js";
import { putContext } from "../passes/put-context.js";
import type { WeightVersion } from "../passes/weight-version.js";

export interface MeasureSetup<E extends Examples> {
  readonly engine: Engine;
  readonly network: BoundNetwork;
  readonly objective: Objective<E>;
  /** The objective, bound to that network. */
  readonly bound: BoundObjective<E>;
  readonly version: WeightVersion;
  /** Those of the network's context, where it takes one. */
  readonly columns?: readonly ContextColumn[] | undefined;
}

/**
 * What a network is worth on examples: means by name, "loss" among them, without training.
 *
 * @param see told of each mini-batch of `n` after it was judged
 */
export async function measure<E extends Examples>(
  { engine, network, objective, bound, version, columns }: MeasureSetup<E>,
  examples: E,
  see?: (n: number) => void,
): Promise<Metrics> {
  const sums: Sums = {};
  const context = columns && examples.context && encodeContext("the validation", columns, examples.context);
  const run = (from: number, n: number) => {
    putContext(network, context, { from, n });
    bound.setTargets(
      examples,
      Uint32Array.from({ length: n }, (_, row) => from + row),
    );
    network.forward({ n, training: false, key: 0, version: version.now });
    bound.judge(n);
    bound.count(n, sums);
    see?.(n);
  };
  await inferInBatches(engine, network, examples.images, run, pauses());
  return objective.means(sums, examples.images.count);
}
