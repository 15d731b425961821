import type { Explainable } from "../model/bound/explainable.js";
import type { Filters } from "./explained.js";

/** The kernels of a model's first convolution: what it looks for in the pixels. Nothing for a network without one. */
export function firstFilters({ network, weights }: Pick<Explainable, "network" | "weights">): Filters | undefined {
  const first = network.layers.find(({ layer }) => layer.kind === "conv2d");
  const kernel = first && weights()[`${first.name}.kernel`];
  if (!first || !kernel) return undefined;
  const [height = 0, width = 0, channels = 0, count = 0] = kernel.shape;
  const size = height * width * channels;
  const filters = Array.from({ length: count }, (_, filter) =>
    Array.from({ length: size }, (_, place) => kernel.data[place * count + filter] as number),
  );
  return { layer: first.name, height, width, channels, filters };
}
