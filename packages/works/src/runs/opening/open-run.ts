import { resolve } from "node:path";
import { type Dataset, describeNetwork, finetunePreset, InputError, type Preset, presetNamed, UsageError } from "tenfold";
import { makeFolder } from "tenfold/node";
import { exists } from "../../files/exists.js";
import type { Host } from "../../host.js";
import { modelPath } from "../../models/open-model.js";
import { clearRun } from "../../records/clear-run.js";
import { sourceOf } from "../../records/data-source.js";
import { means } from "../../records/model-used.js";
import { presetOf, type RunConfig, readConfig } from "../../records/run-config.js";
import { claimNext, RUNS, type RunFolder, refuseTakenFolder, runFolder, unfinishedRuns } from "../../records/run-folder.js";
import { begunOrder } from "../../resumable/begun-order.js";
import { locked } from "../../resumable/place-lock.js";
import { openData } from "../../sets/open-data.js";
import { chosenStart } from "./chosen-model.js";
import { chosenNetwork } from "./chosen-network.js";
import { type DistillationOverrides, type Overrides, overridden, refuseOtherRecipe, type TransferOverrides } from "./overrides.js";
import { type Prepared, prepare } from "./prepare.js";
import { type PreparedTexts, prepareTexts } from "./prepare-texts.js";
import { chosenDistillation } from "./student-recipe.js";
import { chosenTransfer } from "./transfer-recipe.js";

/** A run about to train: anew, or going on. */
export interface RunStart {
  readonly preset: Preset;
  /** How it was begun; undefined for a new run. */
  readonly begun: RunConfig | undefined;
  /** Makes the folder, when it is a new run. */
  claim(): Promise<RunFolder>;
}

/** One that learns the labels of images. */
export interface OpenRun extends Prepared, RunStart {}

/** One that learns the texts of strings. */
export interface OpenTextRun extends PreparedTexts, RunStart {}

export interface OpenOptions extends Overrides {
  readonly threads?: number;
  readonly data?: string;
  readonly writers?: string;
  readonly resize?: boolean;
  readonly labelColumn?: string;
  /** A table of what is known beside the images: the network takes it as a second input. */
  readonly context?: string;
  readonly out?: string;
  /** Whether an earlier run in the folder gives way. */
  readonly overwrite?: boolean;
}

/**
 * Makes everything ready for a new run, and leaves its folder for `claim` to make: what cannot start leaves no trace.
 *
 * @param resumeCommand how to go on with the run in a folder, for a message
 * @param host is told what is fetched
 */
export async function openNew(
  {
    preset: name = "quick",
    overwrite = false,
    from,
    data,
    resize,
    labelColumn,
    context,
    out,
    writers,
    labels,
    threads,
    ...overrides
  }: OpenOptions & TransferOverrides,
  resumeCommand: (path: string) => string,
  host?: Host,
): Promise<OpenRun | OpenTextRun> {
  const { dataSet, ...chosen } = overridden(presetNamed(name), overrides);
  await refusePlace({ out, overwrite }, resumeCommand, from);
  const validationFrom = dataOnly(overrides.validation);
  const source = await sourceOf(data ?? dataSet, resize, labelColumn, context);
  const preset = await withNetwork(chosen, overrides.network, () => openData(source, host));
  const transfer = from === undefined ? undefined : await chosenStart(from, preset);
  if (!preset.strings)
    return newRun(preset, await prepare(preset, source, { writers, labels, validationFrom, transfer, host }), { out, overwrite });
  if (
    writers !== undefined ||
    context !== undefined ||
    labels !== undefined ||
    resize ||
    overrides.labelSmoothing !== undefined ||
    overrides.wear !== undefined ||
    validationFrom !== undefined
  ) {
    throw new UsageError(
      `--writers, --context, --labels, --resize, --label-smoothing, --wear and data after --validation go with presets that train on single images; leave them out with ${name}`,
    );
  }
  return newRun(preset, await prepareTexts(preset, source, { threads, transfer, host }), { out, overwrite });
}

/** A preset with a network of one's own, where there is a file of one; `data` is asked how many classes there are. */
async function withNetwork(
  preset: Omit<Preset, "dataSet">,
  own: Overrides["network"],
  data: () => Promise<{ readonly train: Pick<Dataset, "classNames"> }>,
): Promise<Omit<Preset, "dataSet">> {
  if (own === undefined) return preset;
  if (preset.strings) throw new UsageError(`--network goes with presets that train on single images; leave it out with ${preset.name}`);
  if (preset.architectureOptions) throw new UsageError("--network and --with exclude each other: the file has all of the network");
  const network = typeof own === "string" ? await chosenNetwork(own, (await data()).train.classNames.length) : describeNetwork(own);
  return { ...preset, architecture: network.name, network };
}

/** The same for a run that begins with a trained network. */
export async function openTransfer(
  {
    from,
    freeze,
    oldRate,
    newHead,
    overwrite = false,
    data,
    resize,
    labelColumn,
    context,
    out,
    labels,
    ...overrides
  }: OpenOptions & TransferOverrides,
  resumeCommand: (path: string) => string,
  host?: Host,
): Promise<OpenRun> {
  if (from === undefined) throw new UsageError("pass the model to begin with after --from, a run's folder or its model.safetensors");
  await refusePlace({ out, overwrite }, resumeCommand, from);
  const { model, used } = await chosenTransfer(from, { freeze, oldRate, newHead });
  const source = await sourceOf(data, resize, labelColumn, context);
  const images = labels ?? (await openData(source, host, model.network.input)).train.images.count;
  const preset = overridden(finetunePreset(model.network.name, images), overrides);
  const validationFrom = dataOnly(overrides.validation);
  return newRun(preset, await prepare(preset, source, { labels, validationFrom, transfer: used, host }), { out, overwrite });
}

/** The same for a run that learns from trained networks. */
export async function openDistillation(
  {
    models = [],
    overwrite = false,
    temperature,
    weight,
    preset: name = "simple",
    data,
    resize,
    labelColumn,
    context,
    out,
    labels,
    ...overrides
  }: OpenOptions & DistillationOverrides,
  resumeCommand: (path: string) => string,
  host?: Host,
): Promise<OpenRun> {
  if (models.length === 0) throw new UsageError("pass the models to learn from, run folders or model files");
  const distillation = await chosenDistillation(models, { temperature, weight });
  const own = out === undefined ? undefined : distillation.teachers.find((teacher) => means(out, teacher));
  if (own) throw new InputError(`${out} is a teacher's folder, and a student cannot take its place; pass another --out`);
  await refusePlace({ out, overwrite }, resumeCommand);
  const preset = overridden(presetNamed(name), overrides);
  return newRun(
    preset,
    await prepare(preset, await sourceOf(data, resize, labelColumn, context), {
      labels,
      validationFrom: dataOnly(overrides.validation),
      distillation,
      host,
    }),
    { out, overwrite },
    "distill",
  );
}

/** Where the data that validates lies, unless a share of the training images does. */
function dataOnly(validation: Overrides["validation"]): string | undefined {
  return typeof validation === "string" ? validation : undefined;
}

/** Where a new run goes: the next free folder unless told, or one whose earlier run gives way. */
interface NewPlace {
  readonly out: string | undefined;
  readonly overwrite: boolean;
}

/** @throws InputError when something is there that may not give way */
async function refusePlace({ out, overwrite }: NewPlace, resumeCommand: (path: string) => string, from?: string): Promise<void> {
  if (out === undefined && overwrite) throw new UsageError("--overwrite says what becomes of a run in --out; pass that, too");
  if (out === undefined) return;
  if (!overwrite) return refuseTakenFolder(out, resumeCommand(out));
  const { path, config } = runFolder(out);
  if (!(await exists(config))) return refuseTakenFolder(path, resumeCommand(out)); // what is no run does not give way
  const used = from === undefined ? undefined : resolve(await modelPath(from));
  if (used !== undefined && means(out, { from: used, sha256: "" }))
    throw new InputError(`${out} holds the model to begin with, which cannot be written over; pass another --out`);
}

function newRun<P extends object>(preset: Preset, prepared: P, { out, overwrite }: NewPlace, name = preset.name): P & RunStart {
  return {
    ...prepared,
    preset,
    begun: undefined,
    async claim() {
      if (out === undefined) return claimNext(name);
      await makeFolder(out);
      const run = runFolder(out);
      if (overwrite) await locked(run, () => clearRun(run));
      return run;
    },
  };
}

/** A run to go on with. */
export interface BegunRun {
  readonly run: RunFolder;
  readonly begun: RunConfig;
  /** Nothing is left to do, not even the report. */
  readonly finished: boolean;
}

/**
 * Finds the run to go on with: the one told, or the unfinished one that was begun last.
 *
 * @param tell gets a line about each run that is passed over because its config is damaged
 * @throws UsageError when the command line asks for something else than it was begun with
 */
export async function runToResume(
  { out, ...options }: OpenOptions & TransferOverrides & DistillationOverrides,
  tell: (line: string) => void,
): Promise<BegunRun> {
  const run = out === undefined ? await latestUnfinished(tell) : runFolder(out);
  const order = {
    file: run.config,
    read: () => readConfig(run),
    refuseOther: (begun: RunConfig) => refuseOtherRecipe(run.path, begun, options),
  };
  const begun = await begunOrder(order, options);
  if (!begun) throw new InputError(`${run.path} holds no run to go on with; leave out --resume to begin one there`);
  return { run, begun, finished: await exists(run.report) };
}

/** Makes everything ready to go on with a run. */
export async function reopen(
  { run, begun }: Pick<BegunRun, "run" | "begun">,
  data: string | undefined,
  { threads, host }: { readonly threads?: number | undefined; readonly host?: Host } = {},
): Promise<OpenRun | OpenTextRun> {
  const preset = presetOf(begun);
  if (!preset.strings) return reopenLabels({ run, begun }, data, host);
  const prepared = await prepareTexts(preset, await sourceOf(data, undefined), { begun, threads, host });
  return { ...prepared, preset, begun, claim: async () => run };
}

/** The same for a run that learns the labels of images. */
export async function reopenLabels(
  { run, begun }: Pick<BegunRun, "run" | "begun">,
  data: string | undefined,
  host?: Host,
): Promise<OpenRun> {
  const preset = presetOf(begun);
  const prepared = await prepare(preset, await sourceOf(data, undefined), { begun, host });
  return { ...prepared, preset, begun, claim: async () => run };
}

async function latestUnfinished(tell: (line: string) => void): Promise<RunFolder> {
  const runs = (await Promise.all((await unfinishedRuns()).map((run) => begunOf(run, tell)))).flat();
  const [latest] = runs.sort((a, b) => b.begun.localeCompare(a.begun));
  if (!latest) throw new InputError(`no run in ${RUNS} is unfinished; leave out --resume to begin one, or pass --out`);
  return latest.run;
}

/** A run and when it was begun; nothing when its config cannot be read. */
async function begunOf(run: RunFolder, tell: (line: string) => void): Promise<readonly { run: RunFolder; begun: string }[]> {
  try {
    return [{ run, begun: (await readConfig(run)).begun }];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    tell(`Passing over ${run.path}: ${error.message}`);
    return [];
  }
}
