import { MOST_NUMBERS } from "../../data/context/context-columns.js";
import { type Shape, shapeText, sizeOf } from "../../engine/tensor.js";
import { UsageError } from "../../errors.js";
import { checkOptions } from "../../known-options.js";
import type { Layer } from "../../layers/layer.js";
import { refuseCame, whatCame } from "../../what-came.js";
import { everyLayer, type PlacedLayer, place } from "./place.js";

/** A network as a value: what it takes and which layers follow each other. It has no weights until it is compiled. */
export interface Network {
  /** "classic", "simple", …: the architecture's name. */
  readonly name: string;
  /** Shape of one image, `[height, width, channels]`. */
  readonly input: Shape;
  /** Shape of what is known beside the image, `[numbers]`: a second input. Absent in most networks, which take images alone. */
  readonly context?: Shape;
  readonly layers: readonly PlacedLayer[];
}

/** What a network takes, by name. */
export interface Inputs {
  /** `[height, width, channels]`; `[28, 28, 1]` by default. */
  readonly image?: Shape | undefined;
  /** `[numbers]`: what `film`, `concatenate` and `embedding` read; none by default. */
  readonly context?: Shape | undefined;
}

export interface SequentialOptions {
  readonly name: string;
  /** Shape of an image, `[height, width, channels]`, or of both inputs by name; an image of `[28, 28, 1]` by default. */
  readonly input?: Shape | Inputs | undefined;
}

/** What a network like this one takes, as `sequential` wants to know it: for networks that are made of others. */
export function inputsOf({ input: image, context }: Pick<Network, "input" | "context">): Shape | Inputs {
  return context ? { image, context } : image;
}

/**
 * Layers one after the other.
 *
 * @throws ShapeError when a layer cannot take what the one before makes
 * @throws UsageError when there are no layers, or a softmax is not the last
 */
export function sequential(options: SequentialOptions, layers: readonly Layer[]): Network {
  checkOptions("sequential", options, ["name", "input"]);
  const { name, input: told = IMAGE } = options;
  if (!Array.isArray(layers) || !layers.every(isLayer)) {
    refuseCame(`sequential ${whatCame(name)}: layers`, layers, "a list of layers, as [flatten(), dense(10), softmax()],");
  }
  if (layers.length === 0) throw new UsageError(`sequential "${name}" has no layers`);
  const { input, context } = checkedInputs(name, told);
  if (layers.slice(0, -1).some(({ kind }) => kind === "softmax")) {
    throw new UsageError(`sequential "${name}": softmax() can only be the last layer`);
  }
  return { name, input, ...(context && { context }), layers: place(layers, input, context) };
}

const IMAGE: Shape = [28, 28, 1];

/** @throws UsageError when a shape is none */
function checkedInputs(name: string, told: Shape | Inputs): Pick<Network, "input" | "context"> {
  if (!Array.isArray(told)) checkOptions(`sequential ${whatCame(name)}: input`, told as Inputs, ["image", "context"]);
  const { image: input = IMAGE, context } = Array.isArray(told) ? { image: told as Shape } : (told as Inputs);
  if (input.some((side) => !Number.isInteger(side) || side < 1)) {
    throw new UsageError(`sequential "${name}": the input is ${shapeText(input)}, positive whole numbers are wanted`);
  }
  if (context === undefined) return { input };
  const [numbers] = context;
  if (context.length !== 1 || !Number.isInteger(numbers) || (numbers as number) < 1 || (numbers as number) > MOST_NUMBERS) {
    throw new UsageError(`sequential "${name}": the context is ${shapeText(context)}, [numbers] is wanted, 1 to ${MOST_NUMBERS} of them`);
  }
  return { input, context };
}

function isLayer(value: unknown): boolean {
  return typeof value === "object" && value !== null && typeof (value as Partial<Layer>).kind === "string";
}

/** @throws UsageError when it is no network at all */
export function needNetwork(who: string, came: Network): void {
  const { input, layers } = (came ?? {}) as Partial<Network>;
  if (Array.isArray(input) && Array.isArray(layers)) return;
  refuseCame(`${who}: the network`, came, "what classic() and sequential() make");
}

/** How many numbers of a network train, and how many only move along. */
export function parameterCounts({ layers }: Network): { readonly trainable: number; readonly fixed: number } {
  const count = (trainable: boolean) =>
    everyLayer(layers)
      .flatMap(({ weights }) => weights.filter((weight) => weight.trainable === trainable))
      .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return { trainable: count(true), fixed: count(false) };
}

/** Multiply-adds for one example, forward. */
export function multiplyAdds({ layers }: Network): number {
  return everyLayer(layers).reduce((sum, layer) => sum + layer.multiplyAdds, 0);
}

/** How many classes the network tells apart: the length of its output's rows. */
export function classCount({ layers }: Network): number {
  return (layers.at(-1) as PlacedLayer).output.at(-1) as number;
}

/** How many rows of classes the network makes of an example: one, but for networks that read lines. */
export function frameCount(network: Network): number {
  return sizeOf((network.layers.at(-1) as PlacedLayer).output) / classCount(network);
}

/**
 * How many penultimate features there are: what the dense layer that makes the logits reads. Where none makes them, the logits stand in.
 */
export function featureCount({ layers }: Network): number {
  const last = layers.findLast(({ layer }) => layer.kind !== "softmax") as PlacedLayer;
  return sizeOf(last.layer.kind === "dense" ? last.input : last.output);
}
