import {
  type Callback,
  checkpoint,
  decodeModel,
  decodeResume,
  type History,
  history,
  InputError,
  type LoopOptions,
  type ModelFile,
  type WeightValues,
} from "tenfold";
import { readBytes, saveTo, writeAside } from "tenfold/node";
import { exists } from "../../files/exists.js";
import { asJson } from "../../files/json-file.js";
import type { Host } from "../../host.js";
import type { RunAtWork } from "./run-frame.js";
import { trainingProgress } from "./training-progress.js";

/** A model that learns from examples of some kind. */
interface Fitting<E> {
  fit(training: E, options: LoopOptions<E>): Promise<History>;
  setWeights(values: WeightValues): void;
}

export interface FitRunOptions<E> {
  readonly training: E;
  readonly validation: E;
  /** The training examples and those that validate, in words. */
  readonly counted: readonly [training: string, validation: string];
  readonly fitOptions: LoopOptions<E> & { readonly callbacks: readonly Callback[] };
  /** Told of the training beside what a run has anyway. */
  readonly callbacks?: readonly Callback[] | undefined;
  readonly signal: AbortSignal;
}

/**
 * Trains in a run's folder, from where the run stands, to weights that are those of its best epoch.
 *
 * @returns the model file of that epoch
 * @throws Interrupted when somebody wished to stop, after the state was saved
 * @throws InputError when no epoch was worth keeping
 */
export async function fitRun<E>(
  { run, model, interrupted: stoppedEarly }: RunAtWork<Fitting<E>>,
  options: FitRunOptions<E>,
  host: Host,
): Promise<ModelFile> {
  const { training, validation, counted, fitOptions, callbacks: further = [], signal } = options;
  const resume = (await exists(run.resume)) ? await readBytes(run.resume) : undefined;
  if (resume) decodeResume(resume, run.resume); // names the file, should it be damaged
  host.tell(`${resume ? "Going on with" : "Training"} ${run.path} on ${counted[0]}, validating on ${counted[1]}`);
  const callbacks: Callback[] = [
    history((epochs) => writeAside(run.history, asJson(epochs))),
    ...fitOptions.callbacks,
    checkpoint({ to: saveTo(run.model), watch: "val_loss" }),
    trainingProgress(host),
    ...further,
  ];
  const { interrupted, stopped } = await model.fit(training, {
    ...fitOptions,
    validation,
    callbacks,
    signal,
    keep: saveTo(run.resume),
    resume,
  });
  if (interrupted) throw stoppedEarly();
  if (stopped !== undefined) host.tell(`Stopped: ${stopped}`);
  if (!(await exists(run.model)))
    throw new InputError(`no epoch of ${run.path} had a val_loss that is a number; begin a new run with a lower rate`);
  const best = decodeModel(await readBytes(run.model), run.model);
  model.setWeights(best.weights);
  return best;
}
