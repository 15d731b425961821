import { resolve } from "node:path";
import { type Network, type OptimizerRecipe, type Preset, type StringsRecipe, UsageError } from "tenfold";
import type { DistillationChoices } from "../../records/distillation-used.js";
import { means } from "../../records/model-used.js";
import type { RunConfig } from "../../records/run-config.js";
import type { TransferChoices } from "../../records/transfer-used.js";

/** Options of the command line that say how to train; undefined where not given. */
export interface Overrides {
  readonly preset?: string;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly seed?: number;
  /** Options of the architecture by name, as `{ depth: 14 }`. */
  readonly with?: Readonly<Record<string, number>>;
  /** False for --no-augment. */
  readonly augment?: boolean;
  /** File that tells who wrote the training images. */
  readonly writers?: string;
  readonly context?: string;
  /** How many labelled training images to take. */
  readonly labels?: number;
  /** How many strings to compose to train on. */
  readonly strings?: number;
  /** A network of one's own, or the file of one. */
  readonly network?: Network | string;
  readonly optimizer?: OptimizerRecipe["kind"];
  /** The learning rate, at its highest where it rises and falls. */
  readonly rate?: number;
  /** The rate of every dropout layer. */
  readonly dropout?: number;
  /** The share of each label that is spread over all classes. */
  readonly labelSmoothing?: number;
  /** The share of the images that is spoiled. */
  readonly wear?: number;
  /** The share of the training images that validates, or where the data that does lies. */
  readonly validation?: number | string;
}

/** What else the command line says of a training that goes on from a trained network. */
export interface TransferOverrides extends TransferChoices {
  /** The model's file or run. */
  readonly from?: string;
}

/** What else it says of a training that learns from trained networks. */
export interface DistillationOverrides extends DistillationChoices {
  /** Their files or runs. */
  readonly models?: readonly string[];
}

/**
 * A preset as the command line changes it. Where that leaves fewer epochs, one at least is augmented: the plain ones give way. Of fewer strings
 * than the preset's, a tenth as many validate and test.
 *
 * @throws UsageError when strings are asked of a preset that composes none, or spoiled images of one that shows them as they are
 */
export function overridden(preset: Preset, overrides: Overrides): Preset {
  const { epochs, batchSize, seed, augment, with: architectureOptions, strings, dropout, labelSmoothing, wear, validation } = overrides;
  const { augment: augmentation, ...rest } = preset;
  if (wear && (augment === false || !augmentation)) {
    throw new UsageError(`--wear ${wear}: the images are shown as they are; leave --no-augment out, or --wear`);
  }
  return {
    ...rest,
    ...(augmentation && augment !== false && { augment: wear ? { ...augmentation, wear } : augmentation }),
    ...(epochs !== undefined && { epochs, plainEpochs: Math.min(preset.plainEpochs, epochs - 1) }),
    ...(batchSize !== undefined && { batchSize }),
    ...(seed !== undefined && { seed }),
    ...(architectureOptions && { architectureOptions: { ...preset.architectureOptions, ...architectureOptions } }),
    ...(strings !== undefined && { strings: fewerStrings(preset, strings) }),
    optimizer: optimizerOf(preset, overrides),
    ...(dropout !== undefined && { dropout }),
    ...(labelSmoothing !== undefined && { labelSmoothing }),
    ...(typeof validation === "number" && { validation }),
  };
}

/** Plain descent wants a higher rate than Adam, whose steps are divided by the gradient's size. */
const SGD: OptimizerRecipe = { kind: "sgd", rate: 0.05, momentum: 0.9, nesterov: true };
/** As most presets have it. */
const ADAM: OptimizerRecipe = { kind: "adam", rate: 4e-3, beta2: 0.99 };

function optimizerOf({ optimizer }: Preset, { optimizer: kind = optimizer.kind, rate }: Overrides): OptimizerRecipe {
  const recipe = kind === optimizer.kind ? optimizer : kind === "sgd" ? SGD : ADAM;
  return rate === undefined ? recipe : { ...recipe, rate };
}

function fewerStrings({ name, strings: own }: Preset, training: number): StringsRecipe {
  if (!own) throw new UsageError(`--strings ${training}: preset "${name}" trains on single images; leave the option out, or take lines`);
  const tenth = Math.ceil(training / 10);
  return { training, validation: Math.min(own.validation, tenth), test: Math.min(own.test, tenth) };
}

/** @throws UsageError when the command line asks for something else than the run to be resumed was begun with */
export function refuseOtherRecipe(path: string, config: RunConfig, options: Overrides & TransferOverrides & DistillationOverrides): void {
  const given = [
    ["--preset", options.preset, config.preset],
    ["--epochs", options.epochs, config.epochs],
    ["--batch-size", options.batchSize, config.batchSize],
    ["--seed", options.seed, config.seed],
    ["--with", optionsText(options.with), optionsText(begunWith(options, config))],
    ["--labels", options.labels, config.data.labels],
    ["--strings", options.strings, config.strings?.training],
    ["--network", options.network, config.network && options.network],
    ["--optimizer", options.optimizer, config.optimizer.kind],
    ["--rate", options.rate, config.optimizer.rate],
    ["--dropout", options.dropout, config.dropout],
    ["--label-smoothing", options.labelSmoothing, config.labelSmoothing],
    ["--wear", options.wear, config.augment?.wear],
    ["--validation", placed(options.validation), placed(config.data.validationFrom ?? config.validation)],
    ["--freeze", options.freeze?.toString(), config.transfer?.freeze?.toString()],
    ["--rate-old", options.oldRate, config.transfer?.oldRate],
    ["--new-head", options.newHead, config.transfer?.newHead],
    ["--temperature", options.temperature, config.distillation?.temperature],
    ["--weight", options.weight, config.distillation?.weight],
  ] as const;
  for (const [option, asked, begun] of given) {
    if (asked !== undefined && asked !== begun) {
      throw new UsageError(`${option} ${asked}: ${path} was begun with ${begun ?? "none"}; leave the option out, or begin a new run`);
    }
  }
  if (options.from !== undefined && !(config.transfer && means(options.from, config.transfer))) {
    const begun = config.transfer?.from ?? "fresh weights";
    throw new UsageError(`--from ${options.from}: ${path} was begun with ${begun}; leave the option out, or begin a new run`);
  }
  const { models = [] } = options;
  const { teachers = [] } = config.distillation ?? {};
  if (models.length > 0 && !(models.length === teachers.length && teachers.every((teacher, at) => means(models[at] as string, teacher)))) {
    const begun = teachers.map(({ from }) => from).join(", ") || "no teachers";
    throw new UsageError(`${models.join(", ")}: ${path} was begun with ${begun}; leave them out, or begin a new run`);
  }
  if (options.writers !== undefined && config.data.writers?.file !== resolve(options.writers)) {
    const begun = config.data.writers?.file ?? "none";
    throw new UsageError(`--writers ${options.writers}: ${path} was begun with ${begun}; leave the option out, or begin a new run`);
  }
  if (options.context !== undefined && config.data.context?.file !== resolve(options.context)) {
    const begun = config.data.context?.file ?? "none";
    throw new UsageError(`--context ${options.context}: ${path} was begun with ${begun}; leave the option out, or begin a new run`);
  }
  if (options.augment === false && config.augment) {
    throw new UsageError(`--no-augment: ${path} was begun with augmentation; leave the option out, or begin a new run`);
  }
}

/** Places are compared as whole paths. */
function placed(validation: number | string | undefined): number | string | undefined {
  return typeof validation === "string" ? resolve(validation) : validation;
}

/** Of the architecture's options that a run was begun with, those that are asked for. */
function begunWith({ with: asked = {} }: Overrides, { architectureOptions = {} }: RunConfig): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(architectureOptions).filter(([name]) => Object.hasOwn(asked, name)));
}

/** As on the command line, in the order of the names; nothing where there are none. */
function optionsText(options: Readonly<Record<string, number>> = {}): string | undefined {
  const parts = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  return parts.length > 0 ? parts.sort().join() : undefined;
}
