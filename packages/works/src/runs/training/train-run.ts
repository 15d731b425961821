import { type Callback, compile, type Dataset, type Model, type Teacher } from "tenfold";
import { writeAside } from "tenfold/node";
import type { Host } from "../../host.js";
import { plural } from "../../pages/numbers.js";
import { writeEvaluation } from "../../records/run-evaluation.js";
import type { RunFolder } from "../../records/run-folder.js";
import type { OpenRun } from "../opening/open-run.js";
import { type FitRunOptions, fitRun } from "./fit-run.js";
import { judgeInFull, quickly } from "./judge-in-full.js";
import { judgeTeachers } from "./judge-teachers.js";
import { inRun, REPORTING, type RunAtWork, SAVING, STOPPING } from "./run-frame.js";

export interface TrainRunOptions {
  readonly threads?: number | undefined;
  readonly evaluate: boolean;
  /** Writes the report, which marks the run as finished; absent: it is left open. */
  readonly report?: WriteReport;
  /** Told of the training beside what a run has anyway. */
  readonly callbacks?: readonly Callback[];
  /** How to go on with a run after an interruption. */
  readonly resumeCommand: (path: string) => string;
}

/** Writes the report of a run, from what lies in its folder and what its model makes of the test images. */
export type WriteReport = (run: RunFolder, model: Model, test: Dataset) => Promise<void>;

/**
 * Trains a run to its end, judges its best weights on the test images and has the report written.
 *
 * @throws Interrupted when somebody wished to stop, after the state was saved
 */
export async function trainRun(open: OpenRun, options: TrainRunOptions, host: Host): Promise<RunFolder> {
  const { threads, evaluate, report, callbacks, resumeCommand } = options;
  const { recipe, training, begun, used, transfer, distillation } = open;
  const { classNames } = training;
  const makeModel = () => compile(recipe.network, { ...recipe.compileOptions, classNames, threads, build: begun?.build });
  const loss = recipe.compileOptions.loss.kind;
  const config = { loss, data: used, ...(transfer && { transfer }), ...(distillation && { distillation }) };
  return inRun(open, makeModel, { resumeCommand, config }, host, (at) => {
    const { run, model } = at;
    const { teachers } = recipe.fitOptions.distillation ?? {};
    return [
      { onWish: SAVING, perform: (signal) => train(at, { ...open, callbacks, signal }, host) },
      ...(evaluate ? [{ onWish: STOPPING, perform: () => judge(run, model, open, host) }] : []),
      ...(teachers ? [{ onWish: STOPPING, perform: () => compareTeachers(at, teachers, { ...open, evaluate }, host) }] : []),
      ...(report ? [{ onWish: REPORTING, perform: () => report(run, model, open.test) }] : []),
    ];
  });
}

/** Trains; the model then has the weights of its best epoch and knows how far they can be trusted. */
async function train(
  at: RunAtWork<Model>,
  { recipe, training, validation, ...more }: OpenRun & Pick<FitRunOptions<Dataset>, "callbacks" | "signal">,
  host: Host,
): Promise<void> {
  const { run, model } = at;
  const counted = [count(training), count(validation)] as const;
  const { fitOptions } = recipe;
  const { callbacks, signal } = more;
  const best = await fitRun(at, { training, validation, counted, fitOptions, callbacks, signal }, host);
  await model.calibrate(validation);
  await writeAside(run.model, model.encode(best.metadata));
}

async function compareTeachers(
  { run, model }: RunAtWork<Model>,
  teachers: readonly Teacher[],
  { evaluate, validation, test }: OpenRun & { readonly evaluate: boolean },
  host: Host,
): Promise<void> {
  host.tell("Evaluating the teachers on the same images");
  await judgeTeachers(run, teachers, { validation, test: evaluate ? test : undefined }, model.engine.threads);
}

/** Judges on the test images from every side but those that take long. */
async function judge(run: RunFolder, model: Model, { test }: OpenRun, host: Host): Promise<void> {
  host.tell(`Evaluating on ${count(test)}`);
  const evaluation = await model.evaluate(test);
  await writeEvaluation(run, evaluation, await judgeInFull({ path: run.path, model, test, evaluation }, quickly));
}

function count({ images }: Dataset): string {
  return plural(images.count, "image");
}
