import type { BoundNetwork } from "../../model/bound/bind.js";
import { type Bindable, bindInMemory } from "../passes/bind-in-memory.js";
import type { BoundObjective, Examples, Objective } from "./objective.js";

/** A network with its buffers, and with those of what it is to learn. */
export interface Buffers<B> {
  readonly network: BoundNetwork;
  readonly objective: B;
}

/** The one set of buffers of a model: whoever uses it has it alone until done. */
export interface SharedBuffers<B> {
  /** With room for `batch` examples, made anew only when those at hand have less. */
  room(batch: number): Buffers<B>;
  /** For inference on `count` pictures. */
  forInference(count: number): Buffers<B>;
  /** Sees to it that inference makes none anew while `work`, which has some, runs. */
  hold<T>(work: () => Promise<T>): Promise<T>;
}

/** Images at a time when not training. */
const INFERENCE_BATCH = 128;

/** @param learning whether gradients are wanted as well */
export function sharedBuffers<E extends Examples, B extends BoundObjective<E>>(
  parts: Bindable,
  objective: Objective<E, B>,
  learning: boolean,
): SharedBuffers<B> {
  let current: Buffers<B> | undefined;
  let held = false;

  function room(batch: number): Buffers<B> {
    if (current && current.network.batch >= batch) return current;
    current?.objective.free();
    current?.network.free();
    current = undefined;
    const network = bindInMemory(parts, batch);
    current = { network, objective: objective.bind(parts.engine, network, learning) };
    return current;
  }

  return {
    room,
    forInference(count) {
      if (held && current) return current;
      // They grow and never shrink, so that one image asked first does not make all later batches small; by doubling, as whoever reads asks for ever more.
      return room(Math.max(current?.network.batch ?? 0, Math.min(INFERENCE_BATCH, 2 ** Math.ceil(Math.log2(Math.max(1, count))))));
    },
    async hold(work) {
      held = true;
      try {
        return await work();
      } finally {
        held = false;
      }
    },
  };
}
