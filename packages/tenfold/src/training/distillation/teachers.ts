import type { Engine } from "../../engine/engine.js";
import { softmax } from "../../engine/ops/softmax.js";
import { sizeOf, type Tensor } from "../../engine/tensor.js";
import type { BoundNetwork } from "../../model/bound/bind.js";
import type { ModelFile } from "../../model/files/model-file.js";
import { classCount } from "../../model/network/sequential.js";
import { allocateWeights } from "../../model/network/weights.js";
import { bindInMemory } from "../passes/bind-in-memory.js";
import { putContext } from "../passes/put-context.js";

/** A trained network that another learns from: what `decodeModel` reads. */
export type Teacher = Pick<ModelFile, "network" | "weights" | "classNames" | "context" | "confidence">;

/** Trained networks in the engine of their student, which answer as one. */
export interface Teachers {
  /**
   * The mean of their probabilities for the first `n` pictures of a student's `x`, `[batch, …input]`, and what it is told beside them, where they take that,
   * too: rows of `[batch, classes]`, until the next call.
   */
  answer(student: Pick<BoundNetwork, "x" | "context">, n: number): Tensor;
  free(): void;
}

/** Images at a time: what teachers think in between takes memory beside the student's. */
const MOST_AT_A_TIME = 128;

/**
 * Copies trained networks into an engine, for batches of `batch` pictures, as in inference: batch normalization folded, nothing dropped.
 *
 * @param temperature divides the logits beside each teacher's own temperature
 * @throws InputError when they do not fit into memory
 */
export function gatherTeachers(
  engine: Engine,
  teachers: readonly Teacher[],
  { batch, temperature }: { readonly batch: number; readonly temperature: number },
): Teachers {
  const most = Math.min(batch, MOST_AT_A_TIME);
  const classes = classCount((teachers[0] as Teacher).network);
  const mean = engine.tensor([batch, classes]);
  const probabilities = engine.tensor([most, classes]);
  const freeing = [() => engine.free(mean, probabilities)];
  const free = () => {
    for (const one of freeing) one();
  };

  function seated({ network, weights: values, confidence }: Teacher) {
    const weights = allocateWeights(engine, network, undefined, false);
    freeing.push(() => weights.free());
    weights.set(values, `the teacher "${network.name}"`);
    const bound = bindInMemory({ engine, network, weights }, most);
    freeing.push(() => bound.free());
    return { bound, divisor: temperature * (confidence?.temperature ?? 1) };
  }

  function allSeated() {
    try {
      return teachers.map(seated);
    } catch (error) {
      free();
      throw error;
    }
  }

  const seats = allSeated();
  return {
    answer({ x, context }, n) {
      const size = sizeOf(x.shape.slice(1));
      mean.data.fill(0, 0, n * classes);
      for (const { bound, divisor } of seats) {
        for (let from = 0; from < n; from += most) {
          const count = Math.min(most, n - from);
          bound.x.data.set(x.data.subarray(from * size, (from + count) * size));
          if (bound.context) putContext(bound, context?.data, { from, n: count });
          bound.forward({ n: count, training: false, key: 0, version: 1 });
          const logits = bound.logits.data;
          for (let at = 0; at < count * classes; at++) logits[at] = (logits[at] as number) / divisor;
          softmax(engine, bound.logits, probabilities, count);
          addShare(mean.data.subarray(from * classes), probabilities.data.subarray(0, count * classes), 1 / seats.length);
        }
      }
      return mean;
    },
    free,
  };
}

function addShare(sums: Float32Array, values: Float32Array, share: number): void {
  for (let at = 0; at < values.length; at++) sums[at] = (sums[at] as number) + share * (values[at] as number);
}
