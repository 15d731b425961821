import {
  type Callback,
  checkpoint,
  compile,
  type Dataset,
  decodeModel,
  decodeResume,
  history,
  InputError,
  type Model,
  progress,
} from "tenfold";
import { readBytes, saveTo, writeAside } from "tenfold/node";
import { type Host, Interrupted } from "../host.js";
import { judgeInFull, quickly } from "../judge-in-full.js";
import { printable } from "../printable.js";
import { machine, versions } from "./machine.js";
import type { OpenRun } from "./open-run.js";
import { asJson, type RunConfig, writeConfig } from "./run-config.js";
import { exists, type RunFolder } from "./run-folder.js";
import { locked, sweep } from "./run-lock.js";
import { writeRunReport } from "./run-report.js";
import { writeEvaluation } from "./run-result.js";
import { judgeTeachers } from "./teachers-judged.js";

export interface TrainRunOptions {
  readonly threads?: number | undefined;
  readonly evaluate: boolean;
  /** False leaves out the report, and with it the mark of a finished run. */
  readonly report?: boolean;
  /** Told of the training beside what a run has anyway. */
  readonly callbacks?: readonly Callback[];
  /** How to go on with a run after an interruption. */
  readonly resumeCommand: (path: string) => string;
}

/**
 * Trains a run to its end, judges its best weights on the test images and writes the report.
 *
 * @throws Interrupted when somebody wished to stop, after the state was saved
 */
export async function trainRun(open: OpenRun, options: TrainRunOptions, host: Host): Promise<RunFolder> {
  const { threads, evaluate, report = true, callbacks = [], resumeCommand } = options;
  const { signal, end } = host.interruption();
  let onWish = "Saving after the step in progress";
  signal.addEventListener("abort", () => host.err(`${host.live ? "\n" : ""}${onWish}; Ctrl-C again quits at once\n`));
  const { recipe, training, begun } = open;
  const model = await compile(recipe.network, {
    ...recipe.compileOptions,
    classNames: training.classNames,
    threads,
    build: begun?.build,
  });
  try {
    if (model.engine.notice) host.err(`${model.engine.notice}\n`);
    const run = await open.claim();
    await locked(run, async () => {
      if (begun) await sweep(run);
      else await writeConfig(run, configOf(open, model));
      await train(run, model, { ...open, callbacks }, signal, host);
      onWish = "The training is saved; stopping after the evaluation in progress";
      if (evaluate && !signal.aborted) await judge(run, model, open, host);
      const { teachers } = recipe.fitOptions.distillation ?? {};
      if (teachers && !signal.aborted) {
        host.err("Evaluating the teachers on the same images\n");
        await judgeTeachers(run, teachers, { validation: open.validation, test: evaluate ? open.test : undefined }, model.engine.threads);
      }
      if (signal.aborted) throw new Interrupted(`interrupted; go on with ${resumeCommand(run.path)}`);
      onWish = "The run is done but for its report, which is being written";
      if (report) await writeRunReport(run, model, open.test);
    });
    return run;
  } finally {
    end();
    await model.dispose();
  }
}

function configOf({ preset, recipe, used, transfer, distillation }: OpenRun, { engine }: Model): RunConfig {
  const { name, ...settings } = preset;
  return {
    preset: name,
    ...settings,
    loss: recipe.compileOptions.loss.kind,
    threads: engine.threads,
    build: engine.build,
    begun: new Date().toISOString(),
    data: used,
    ...(transfer && { transfer }),
    ...(distillation && { distillation }),
    versions: versions(),
    machine: machine(),
  };
}

/** Trains; unless interrupted, the model then has the weights of its best epoch and knows how far they can be trusted. */
async function train(
  run: RunFolder,
  model: Model,
  { recipe, training, validation, callbacks: further = [] }: OpenRun & Pick<TrainRunOptions, "callbacks">,
  signal: AbortSignal,
  host: Host,
): Promise<void> {
  const resume = (await exists(run.resume)) ? await readBytes(run.resume) : undefined;
  if (resume) decodeResume(resume, run.resume); // names the file, should it be damaged
  host.err(`${resume ? "Going on with" : "Training"} ${run.path} on ${count(training)}, validating on ${count(validation)}\n`);
  const callbacks: Callback[] = [
    history((epochs) => writeAside(run.history, asJson(epochs))),
    ...recipe.fitOptions.callbacks,
    checkpoint({ to: saveTo(run.model), watch: "val_loss" }),
    progress({ write: host.err, live: host.live, columns: host.columns }),
    ...further,
  ];
  const { interrupted, stopped } = await model.fit(training, {
    ...recipe.fitOptions,
    validation,
    callbacks,
    signal,
    keep: saveTo(run.resume),
    resume,
  });
  if (interrupted) return;
  if (stopped !== undefined) host.err(`Stopped: ${printable(stopped)}\n`);
  if (!(await exists(run.model)))
    throw new InputError(`no epoch of ${run.path} had a val_loss that is a number; begin a new run with a lower rate`);
  const best = decodeModel(await readBytes(run.model), run.model);
  model.setWeights(best.weights);
  await model.calibrate(validation);
  await writeAside(run.model, model.encode(best.metadata));
}

/** Judges on the test images from every side but those that take long. */
async function judge(run: RunFolder, model: Model, { test }: OpenRun, host: Host): Promise<void> {
  host.err(`Evaluating on ${count(test)}\n`);
  const evaluation = await model.evaluate(test);
  await writeEvaluation(run, evaluation, await judgeInFull({ path: run.path, model, test, evaluation }, quickly));
}

function count({ images }: Dataset): string {
  return `${images.count.toLocaleString("en-US")} images`;
}
