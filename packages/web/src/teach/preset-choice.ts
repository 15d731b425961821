import {
  describeNetwork,
  InputError,
  type NetworkDescription,
  networkFrom,
  type Preset,
  parameterCounts,
  presets,
  recipeOf,
} from "tenfold";

/** The presets that train on single images of any kind. */
export const teachable: readonly Preset[] = Object.values(presets).filter(({ strings, dataSet }) => !strings && dataSet === undefined);

/** The name under which a network of one's own is chosen. */
export const OWN = "own";

/** An example of a network as JSON, for those who write their own. */
export const EXAMPLE = `{
  "name": "mine",
  "layers": [
    { "kind": "conv2d", "filters": 16, "kernel": 3 },
    { "kind": "relu" },
    { "kind": "maxPool2d" },
    { "kind": "flatten" },
    { "kind": "dense", "units": 10 },
    { "kind": "softmax" }
  ]
}`;

/** What the form holds, as it was typed. */
export interface RecipeText {
  readonly network: string;
  readonly own: string;
  readonly epochs: string;
  readonly rate: string;
  readonly batchSize: string;
  readonly seed: string;
  /** Empty for all images. */
  readonly limit: string;
}

export function textOf(preset: Preset): Omit<RecipeText, "own" | "limit" | "network"> {
  return {
    epochs: String(preset.epochs),
    rate: String(preset.optimizer.rate),
    batchSize: String(preset.batchSize),
    seed: String(preset.seed),
  };
}

/** The preset whose recipe a choice follows: a network of one's own that of `quick`. */
export function presetOf(network: string): Preset {
  return teachable.find(({ name }) => name === network) ?? (presets.quick as Preset);
}

/**
 * What the form asks for.
 *
 * @throws InputError where a number is none, or the network's JSON describes none
 */
export function orderedPreset({ network, own, epochs, rate, batchSize, seed }: RecipeText): Preset {
  const preset = presetOf(network);
  const description = network === OWN ? networkOf(own) : undefined;
  const plainEpochs = Math.min(preset.plainEpochs, Number(epochs) - 1);
  return {
    ...preset,
    ...(description && { name: description.name, network: description }),
    epochs: numberOf(epochs, "epochs", { from: 1, to: 1000, isWhole: true }),
    batchSize: numberOf(batchSize, "batch size", { from: 1, to: 4096, isWhole: true }),
    seed: numberOf(seed, "seed", { from: 0, to: 2 ** 32 - 1, isWhole: true }),
    optimizer: { ...preset.optimizer, rate: numberOf(rate, "learning rate", { from: 1e-9, to: 10 }) },
    plainEpochs: Math.max(0, plainEpochs),
  };
}

/** @throws InputError where it is no number of images */
export function limitOf({ limit }: RecipeText): number | undefined {
  return limit.trim() === "" ? undefined : numberOf(limit, "images", { from: 10, to: 1e7, isWhole: true });
}

/**
 * How many numbers a network learns.
 *
 * @throws InputError where its JSON describes none
 */
export function learnedBy(preset: Preset): number {
  const network = preset.network ? networkFrom(preset.network, "the JSON") : recipeOf(preset).network;
  return parameterCounts(network).trainable;
}

function networkOf(text: string): NetworkDescription {
  let described: unknown;
  try {
    described = JSON.parse(text);
  } catch (error) {
    throw new InputError(`the network is no JSON: ${(error as Error).message}`, { cause: error });
  }
  return describeNetwork(networkFrom(described, "the JSON"));
}

function numberOf(text: string, what: string, { from, to, isWhole = false }: { from: number; to: number; isWhole?: boolean }): number {
  const value = Number(text.trim() === "" ? Number.NaN : text);
  if (value >= from && value <= to && (!isWhole || Number.isInteger(value))) return value;
  throw new InputError(`${what}: "${text}" came, ${isWhole ? "a whole number" : "a number"} from ${from} to ${to} is wanted`);
}
