import type { Shape } from "../../engine/tensor.js";
import { FormatError, InputError } from "../../errors.js";
import { entryOf, type LayerEntry } from "../../layers/layer.js";
import { layersFrom } from "./layer-entries.js";
import { inputsOf, type Network, sequential } from "./sequential.js";

/** A network as plain data, as JSON holds it: the layers as model files have them. */
export interface NetworkDescription {
  readonly name: string;
  /** `[height, width, channels]` of one image. */
  readonly input: Shape;
  /** `[numbers]` of what is known beside it; absent in networks that take images alone. */
  readonly context?: Shape;
  /** `{ kind, …options }` each: `{ "kind": "conv2d", "filters": 16, "kernel": 3 }`. */
  readonly layers: readonly LayerEntry[];
}

export function describeNetwork({ name, input, context, layers }: Network): NetworkDescription {
  return { name, input, ...(context && { context }), layers: layers.map(({ layer }) => entryOf(layer)) };
}

/**
 * The network that plain data describes.
 *
 * @param file what to call the data in an error
 * @throws FormatError when it describes none: a layer is unknown, an option impossible, or what one layer makes the next cannot take
 */
export function networkFrom(description: unknown, file: string): Network {
  const { name = "own", input = [28, 28, 1], context, layers } = Object(description) as Partial<Record<keyof NetworkDescription, unknown>>;
  if (typeof name !== "string" || name.trim() === "" || name.length > 100)
    throw new FormatError(`${file} describes no network: its name is a text of 1 to 100 signs`);
  if (!Array.isArray(input) || input.length !== 3 || !input.every((side) => Number.isInteger(side) && side > 0 && side <= 4096))
    throw new FormatError(`${file} describes no network: its input is [height, width, channels], as [28, 28, 1]`);
  if (context !== undefined && !(Array.isArray(context) && context.length === 1))
    throw new FormatError(`${file} describes no network: its context is [numbers], as [3]`);
  try {
    return sequential({ name, input: inputsOf({ input, ...(context && { context }) }) }, layersFrom(layers));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new FormatError(`${file} describes no network: ${error.message}`, { cause: error });
  }
}
