import type { Images } from "../data/dataset.js";
import type { Explainable } from "../model/bound/explainable.js";
import type { Network } from "../model/network/sequential.js";
import type { SaliencyMap } from "./explained.js";
import { stretched } from "./stretched.js";

/** What only thins maps out: Grad-CAM looks at them as they were before. */
const THINNING: ReadonlySet<string> = new Set(["max_pooling2d", "average_pooling2d", "dropout"]);

/**
 * The layer whose maps Grad-CAM weighs: the last one that makes maps, as the ReLU behind the last convolution, pooling and dropout left
 * out. Nothing for a network without a convolution.
 */
export function gradCamLayer({ layers }: Pick<Network, "layers">): string | undefined {
  const at = layers.findLastIndex(({ layer, output }) => output.length === 3 && !THINNING.has(layer.kind));
  const convolved = layers.slice(0, at + 1).some(({ multiplyAdds }) => multiplyAdds > 0);
  return convolved ? layers[at]?.name : undefined;
}

/**
 * Where an image speaks for a class: the maps of the last convolution, each weighted by how much the class's logit grows with it on
 * average, added up, cut off below 0, and stretched to the image. 0..1, 1 where the evidence is strongest; all 0 where there is none.
 *
 * Source: Selvaraju, Cogswell, Das, Vedantam, Parikh, Batra, "Grad-CAM: Visual explanations from deep networks via gradient-based
 * localization", 2017.
 *
 * @param classes the class to explain, one an image
 * @returns a map `[height][width]` an image; nothing for a network without a convolution
 * @throws UsageError when there is not one class an image, or no such class
 */
export async function gradCam(
  model: Pick<Explainable, "network" | "look">,
  images: Images,
  classes: ArrayLike<number>,
): Promise<readonly SaliencyMap[] | undefined> {
  const layer = gradCamLayer(model.network);
  if (layer === undefined) return undefined;
  const { shape, outputs, gradients = new Float32Array(0) } = await model.look(images, layer, classes);
  const [height = 0, width = 0, channels = 0] = shape;
  const size = height * width * channels;
  return Array.from({ length: images.count }, (_, index) => {
    const part = (numbers: Float32Array) => numbers.subarray(index * size, (index + 1) * size);
    const map = evidence(part(outputs), part(gradients), channels);
    return toOne(stretched(map, { height, width }, images));
  });
}

/** max(0, Σ over the channels of (mean gradient) · output), a number a place. */
function evidence(outputs: Float32Array, gradients: Float32Array, channels: number): Float64Array {
  const places = outputs.length / channels;
  const weights = new Float64Array(channels);
  for (let i = 0; i < gradients.length; i++) weights[i % channels] = (weights[i % channels] as number) + (gradients[i] as number) / places;
  return Float64Array.from({ length: places }, (_, place) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++)
      sum += (weights[channel] as number) * (outputs[place * channels + channel] as number);
    return Math.max(0, sum);
  });
}

function toOne(map: SaliencyMap): SaliencyMap {
  const most = Math.max(...map.flat());
  return most > 0 ? map.map((row) => row.map((value) => value / most)) : map;
}
