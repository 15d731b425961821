import type { Images } from "../data/dataset.js";
import { ShapeError } from "../errors.js";
import type { Explainable } from "../model/bound/explainable.js";
import type { SaliencyMap } from "./explained.js";

/**
 * The maps that a layer makes of one image, one a channel, `[height][width]` each: `await featureMaps(model, image, "conv2d_1")`.
 *
 * @param image a single one: `test.images.slice(7, 8)`
 * @throws UsageError when the network has no such layer
 * @throws ShapeError when the layer makes no maps, or there is not exactly one image
 */
export async function featureMaps(model: Pick<Explainable, "look">, image: Images, layer: string): Promise<readonly SaliencyMap[]> {
  if (image.count !== 1) throw new ShapeError(`featureMaps takes one image, got ${image.count}; pass images.slice(n, n + 1)`);
  const { shape, outputs } = await model.look(image, layer);
  const [height, width, channels] = shape;
  if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined) {
    throw new ShapeError(`featureMaps: "${layer}" makes ${shape.join(" x ")} numbers, no maps; take a layer before flatten`);
  }
  const at = (channel: number, row: number, column: number) => outputs[(row * width + column) * channels + channel] as number;
  return Array.from({ length: channels }, (_, channel) =>
    Array.from({ length: height }, (_, row) => Array.from({ length: width }, (_, column) => at(channel, row, column))),
  );
}
