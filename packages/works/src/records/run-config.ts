import { FormatError, type Preset } from "tenfold";
import { writeAside } from "tenfold/node";
import { isCount, isNumber, isRecord, isText, isTexts } from "../files/json-checks.js";
import { asJson, readJson } from "../files/json-file.js";
import { type DataSource, isDataSource } from "./data-source.js";
import type { DataUsed } from "./data-used.js";
import { isDataUsed } from "./data-used.js";
import { type DistillationUsed, isDistillationUsed } from "./distillation-used.js";
import type { RunFolder } from "./run-folder.js";
import { isTransferUsed, type TransferUsed } from "./transfer-used.js";

/** `config.json`: all that is needed to repeat a run. */
export interface RunConfig extends Omit<Preset, "name" | "dataSet"> {
  readonly preset: string;
  readonly loss: string;
  readonly threads: number;
  /** Which build of the kernels computed; the two differ in the last bits. */
  readonly build: "plain" | "relaxed";
  /** When the run began, ISO 8601. */
  readonly begun: string;
  readonly data: RunData;
  /** Absent: it begins with fresh weights. */
  readonly transfer?: TransferUsed;
  /** Absent: it learns from the labels alone. */
  readonly distillation?: DistillationUsed;
  readonly versions: Readonly<Record<string, string>>;
  readonly machine: string;
}

/** The images that a run was begun with. */
export interface RunData extends DataSource {
  /** Absent: the validation images were chosen without regard to who wrote them. */
  readonly writers?: WritersUsed;
  /** Absent: all training images. */
  readonly limit?: number;
  /** Absent: all; else so many of the training images, drawn evenly from the classes by the run's seed. */
  readonly labels?: number;
  /** Where the images that validate lie, when that is a place of their own. */
  readonly validationFrom?: string;
  readonly training: DataUsed;
  readonly test: DataUsed;
  /** Absent: the validation images came out of the training images. */
  readonly validation?: DataUsed;
}

/** The file that tells who wrote the training images. */
export interface WritersUsed {
  readonly file: string;
  /** Of its raw bytes, in hex. */
  readonly sha256: string;
}

export async function writeConfig(run: RunFolder, config: RunConfig): Promise<void> {
  await writeAside(run.config, asJson(config));
}

/**
 * @throws InputError when there is none
 * @throws FormatError when it is none of a run
 */
export async function readConfig(run: RunFolder): Promise<RunConfig> {
  const config = await readJson(run.config);
  if (!isConfig(config)) throw new FormatError(`${run.config} describes no run of tenfold train; begin a new run`);
  return config;
}

/** The part of a config that says how to train. */
export function presetOf({
  preset: name,
  loss,
  threads,
  build,
  begun,
  data,
  transfer,
  distillation,
  versions,
  machine,
  ...recipe
}: RunConfig): Preset {
  return { name, ...recipe };
}

/** Whether each part is of its kind; what the kinds leave open, as numbers out of range, is found where it is used. */
function isConfig(value: unknown): value is RunConfig {
  if (!isRecord(value)) return false;
  const { preset, loss, begun, machine, build, threads, versions, data } = value;
  return (
    [preset, loss, begun, machine].every(isText) &&
    (build === "plain" || build === "relaxed") &&
    isNumber(threads) &&
    isRecipe(value) &&
    isTexts(versions) &&
    (value.transfer === undefined || isTransferUsed(value.transfer)) &&
    (value.distillation === undefined || isDistillationUsed(value.distillation)) &&
    isRunData(data)
  );
}

/** The same of the part that says how to train. */
export function isRecipe(value: Readonly<Record<string, unknown>>): boolean {
  const { architecture, seed, epochs, batchSize, plainEpochs, validation, optimizer, schedule, strings } = value;
  const { augment = {}, earlyStopping = {}, averageWeights = {}, architectureOptions = {}, network = {} } = value;
  const { labelSmoothing = 0, dropout = 0 } = value;
  return (
    isText(architecture) &&
    [seed, epochs, batchSize, plainEpochs, validation, labelSmoothing, dropout].every(isNumber) &&
    [optimizer, schedule, augment, earlyStopping, averageWeights, architectureOptions, network].every(isRecord) &&
    (strings === undefined || isStrings(strings))
  );
}

function isStrings(value: unknown): boolean {
  return isRecord(value) && [value.training, value.validation, value.test].every((count) => isCount(count) && Number(count) > 0);
}

export function isRunData(value: unknown): value is RunData {
  if (!isRecord(value)) return false;
  const { writers, limit, labels, validationFrom, training, test, validation } = value;
  if (writers !== undefined && !isWritersUsed(writers)) return false;
  const counts = [limit, labels].filter((count) => count !== undefined);
  if (validationFrom !== undefined && !isText(validationFrom)) return false;
  return isDataSource(value) && counts.every(isCount) && [training, test, validation ?? test].every(isDataUsed);
}

function isWritersUsed(value: unknown): value is WritersUsed {
  return isRecord(value) && isText(value.file) && isText(value.sha256);
}
