import type { Engine } from "../../engine/engine.js";
import type { Shape, Tensor } from "../../engine/tensor.js";
import { InputError, MemoryError } from "../../errors.js";
import { type BoundNetwork, bindNetwork } from "../../model/bound/bind.js";
import type { Network } from "../../model/network/sequential.js";
import type { Weights } from "../../model/network/weights.js";

/** What is bound: a network with its weights in the engine. */
export interface Bindable {
  readonly engine: Engine;
  readonly network: Network;
  readonly weights: Weights;
}

/** The network with buffers for `batch` examples; when the memory cannot hold them, gives back those it got and says so. */
export function bindInMemory({ engine, network, weights }: Bindable, batch: number): BoundNetwork {
  const taken: Tensor[] = [];
  const tensor = (shape: Shape) => {
    const one = engine.tensor(shape);
    taken.push(one);
    return one;
  };
  try {
    return bindNetwork({ ...engine, tensor }, network, weights, batch);
  } catch (error) {
    engine.free(...taken);
    if (!(error instanceof MemoryError)) throw error;
    throw new InputError(`"${network.name}" on ${batch} images at a time does not fit into memory; take a smaller batch`, { cause: error });
  }
}
