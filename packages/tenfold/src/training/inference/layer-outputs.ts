import { pauses } from "../../calls/pause.js";
import type { Engine } from "../../engine/engine.js";
import { sizeOf, type Tensor } from "../../engine/tensor.js";
import { UsageError } from "../../errors.js";
import { bindApart } from "../../model/bound/bind-apart.js";
import type { Look } from "../../model/bound/explainable.js";
import { classCount, type Network } from "../../model/network/sequential.js";
import type { Weights } from "../../model/network/weights.js";
import { inferInBatches } from "../passes/infer-in-batches.js";
import { countPictures, type Pictures } from "../passes/pictures.js";
import { putContext } from "../passes/put-context.js";

/** Few pictures at a time: all layers keep what they make. */
const BATCH = 32;

interface Subject {
  readonly engine: Engine;
  readonly network: Network;
  readonly weights: Weights;
}

export interface Looking {
  /** One a picture, where gradients are wanted. */
  readonly classes?: ArrayLike<number> | undefined;
  /** What is known beside the pictures as the network sees it, `[n, numbers]`. */
  readonly context?: Float32Array | undefined;
}

/**
 * What a layer makes of pictures in inference; with a class a picture also the gradient of that class's logit by it.
 *
 * @throws UsageError when the network has no such layer, or classes are missing or none of its own
 */
export async function layerOutputs(
  { engine, network, weights }: Subject,
  pictures: Pictures,
  layer: string,
  { classes, context }: Looking,
): Promise<Look> {
  const names = network.layers.flatMap(({ name, layer: { kind } }) => (kind === "softmax" ? [] : name));
  if (!names.includes(layer)) throw new UsageError(`look: "${network.name}" has no layer "${layer}"; it has ${names.join(", ")}`);
  const count = countPictures("look", pictures, sizeOf(network.input));
  if (classes) checkClasses(classes, count, classCount(network));
  const bound = bindApart(engine, network, weights, Math.min(BATCH, Math.max(1, count)));
  const dLogits = engine.tensor(bound.logits.shape);
  try {
    const [batch = 1, ...shape] = (bound.outputs.get(layer) as Tensor).shape;
    const size = sizeOf(shape);
    const outputs = new Float32Array(count * size);
    const gradients = classes && new Float32Array(count * size);
    const run = (from: number, n: number) => {
      putContext(bound, context, { from, n });
      bound.forward(n);
      outputs.set((bound.outputs.get(layer) as Tensor).data.subarray(0, n * size), from * size);
      if (!classes || !gradients) return;
      dLogits.data.fill(0);
      for (let row = 0; row < n; row++) dLogits.data[row * classCount(network) + (classes[from + row] as number)] = 1;
      gradients.set(bound.gradientAt(layer, n, dLogits).data.subarray(0, n * size), from * size);
    };
    await inferInBatches(engine, { batch, x: bound.x }, pictures, run, pauses());
    return { shape, outputs, ...(gradients && { gradients }) };
  } finally {
    bound.free();
    engine.free(dLogits);
  }
}

function checkClasses(classes: ArrayLike<number>, count: number, most: number): void {
  if (classes.length !== count) throw new UsageError(`look: ${count} pictures but ${classes.length} classes came; pass one a picture`);
  const wrong = Array.from(classes).find((index) => !Number.isInteger(index) || index < 0 || index >= most);
  if (wrong !== undefined) throw new UsageError(`look: there is no class ${wrong}; there are 0 to ${most - 1}`);
}
