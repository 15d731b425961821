import type { Images } from "../../data/dataset.js";
import { UsageError } from "../../errors.js";
import { fromInt8, scaleOf, toInt8 } from "../../model/files/int8.js";
import { kernelNames, type ModelFile, needModelFile } from "../../model/files/model-file.js";
import type { WeightValues } from "../../model/network/weights.js";
import type { StoredTensor } from "../../model/stored/safetensors.js";
import type { LoadOptions } from "../passes/load-options.js";
import { needPictures } from "../passes/pictures.js";
import { load } from "./compile.js";
import type { Model } from "./model.js";

/** A model with its kernels in 8 bits. */
export interface Quantized {
  /** As `encodeModel` stores them: kernels as I8 with a scale a channel, the other weights as they are. */
  readonly stored: WeightValues;
  /** The floats that these stand for. */
  readonly weights: WeightValues;
  /** For each kernel, which share of a channel's largest weight is its 127. */
  readonly clips: Readonly<Record<string, number>>;
  /** How far the probabilities of the calibration images moved: the mean Kullback-Leibler divergence, in nats. */
  readonly divergence: number;
}

/** What is tried for each kernel. */
const CLIPS = [1, 0.95, 0.9, 0.85, 0.8, 0.7];

/**
 * Stores the kernels of a model in 8 bits, a quarter of the bytes. For each kernel in turn, the earlier ones already in 8 bits, it takes the
 * clip that moves the probabilities of the calibration images least. When loaded, the kernels are floats again: it saves bytes, not time.
 *
 * @param calibration images that the model was trained on, a few hundred; never those that it is judged on
 * @throws UsageError when there are none
 */
export async function quantize(model: ModelFile, calibration: Images, options: LoadOptions = {}): Promise<Quantized> {
  needModelFile("quantize: the model", model);
  needPictures("quantize", calibration);
  if (calibration.count === 0) throw new UsageError("quantize: no images came to calibrate on");
  const running = await load(model, options);
  try {
    return await calibrated(model, running, calibration);
  } finally {
    await running.dispose();
  }
}

async function calibrated(model: ModelFile, running: Model, images: Images): Promise<Quantized> {
  const wanted = await untempered(running, images);
  let weights = model.weights;
  let stored = model.weights;
  let divergence = 0;
  const clips: Record<string, number> = {};
  for (const name of kernelNames(model.network)) {
    const kernel = model.weights[name] as StoredTensor;
    let best = Number.POSITIVE_INFINITY;
    for (const clip of CLIPS) {
      const { values, scale } = toInt8(kernel, clip);
      const tried = { ...weights, [name]: fromInt8(values, scale) };
      running.setWeights(tried);
      const moved = meanDivergence(wanted, await untempered(running, images), images.count);
      if (!(moved < best)) continue;
      best = moved;
      clips[name] = clip;
    }
    const { values, scale } = toInt8(kernel, clips[name]);
    weights = { ...weights, [name]: fromInt8(values, scale) };
    stored = { ...stored, [name]: values, [scaleOf(name)]: scale };
    divergence = best;
  }
  return { stored, weights, clips, divergence };
}

/** Σ p log(p / q) over the classes, its mean over the images. */
function meanDivergence(p: Float32Array, q: Float32Array, count: number): number {
  let sum = 0;
  p.forEach((share, at) => {
    if (share > 0) sum += share * Math.log(share / Math.max(q[at] as number, SMALLEST));
  });
  return sum / count;
}

/** In place of 0, whose logarithm is none. */
const SMALLEST = 1e-12;

/** At temperature 1: the model's own goes when its weights move. */
async function untempered(model: Model, images: Images): Promise<Float32Array> {
  return (await model.infer(images, { temperature: 1 })).probabilities;
}
