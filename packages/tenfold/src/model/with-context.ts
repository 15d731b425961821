import { type ContextColumn, contextWidth, embeddingRows } from "../data/context/context-columns.js";
import { sizeOf } from "../engine/tensor.js";
import { UsageError } from "../errors.js";
import { dense } from "../layers/dense.js";
import { embedding } from "../layers/embedding.js";
import { film } from "../layers/film.js";
import type { Layer } from "../layers/layer.js";
import { relu } from "../layers/relu.js";
import { type Network, sequential } from "./network/sequential.js";

/** Of more features than that, the channels that they come from are scaled and shifted. */
const MOST_FEATURES = 512;
/** Numbers a category, and of what lies between the context and the scales. */
const SIZE = 8;
const HIDDEN = 32;

/**
 * A network like another that takes a context, too: what is known beside an image scales and shifts the features that the last dense layer reads, or the channels
 * of which they are laid out where those are more than 512. `compile(withContext(classic(), columns), { context: columns, … })`.
 *
 * @param columns as `contextColumns` finds them
 * @throws UsageError when it takes one already, or does not end with a dense layer
 */
export function withContext(network: Network, columns: readonly ContextColumn[]): Network {
  const { name, input, context, layers } = network;
  if (context) throw new UsageError(`withContext: "${name}" takes a context already`);
  const last = layers.findLastIndex(({ layer }) => layer.kind !== "softmax");
  const head = layers[last];
  if (head?.layer.kind !== "dense") {
    throw new UsageError(
      `withContext: "${name}" ends with ${head?.name ?? "nothing"}; a network is wanted whose classes a dense layer makes`,
    );
  }
  const passes = (kind: string | undefined) => kind === "dropout" || (kind === "flatten" && sizeOf(head.input) > MOST_FEATURES);
  let at = last;
  while (at > 0 && passes(layers[at - 1]?.layer.kind)) at--;
  const channels = layers[at]?.input.at(-1) as number;
  const rows = embeddingRows(columns);
  const branch: Layer[] = [...(rows.some((count) => count > 0) ? [embedding(rows, SIZE)] : []), dense(HIDDEN), relu(), dense(2 * channels)];
  const own = layers.map(({ layer }) => layer);
  return sequential({ name, input: { image: input, context: [contextWidth(columns)] } }, [
    ...own.slice(0, at),
    film(branch),
    ...own.slice(at),
  ]);
}
