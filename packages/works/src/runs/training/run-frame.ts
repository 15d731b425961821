import type { Engine } from "tenfold";
import { exists } from "../../files/exists.js";
import { type Host, Interrupted } from "../../host.js";
import { machine, versions } from "../../records/machine.js";
import { type RunConfig, type RunData, writeConfig } from "../../records/run-config.js";
import type { RunFolder } from "../../records/run-folder.js";
import { inParts, type Part } from "../../resumable/parts.js";
import { locked, sweep } from "../../resumable/place-lock.js";
import { heedingWishes } from "../../resumable/wish-to-stop.js";
import { type Beginning, withoutTrace } from "../../resumable/without-trace.js";
import type { RunStart } from "../opening/open-run.js";

/** What is trained in a run, as far as its frame knows it. */
interface Trained {
  readonly engine: Pick<Engine, "build" | "threads" | "notice">;
  dispose(): Promise<void>;
}

export interface FrameOptions {
  /** How to go on with a run after an interruption. */
  readonly resumeCommand: (path: string) => string;
  /** What `config.json` says beside the preset, the machine and when it began. */
  readonly config: Pick<RunConfig, "loss" | "transfer" | "distillation"> & { readonly data: RunData };
}

/** A run at work: where, on what, and what tells how to go on with it. */
export interface RunAtWork<M> {
  readonly run: RunFolder;
  readonly model: M;
  readonly interrupted: () => Interrupted;
}

/** What becomes of a wish to stop: while it trains, after, and at the end. */
export const SAVING = "Saving after the step in progress";
export const STOPPING = "The training is saved; stopping after the evaluation in progress";
export const REPORTING = "The run is done but for its report, which is being written";

/**
 * The frame of every training run: makes the model, claims the folder and locks it, writes down how the run was begun, does its parts, hears
 * the wish to stop, and clears up whatever comes. A new run that fails before an epoch has ended leaves no trace.
 *
 * @throws Interrupted when somebody wished to stop, after the state was saved
 */
export async function inRun<M extends Trained>(
  open: RunStart,
  makeModel: () => Promise<M>,
  { resumeCommand, config }: FrameOptions,
  host: Host,
  partsOf: (at: RunAtWork<M>) => readonly Part<void>[],
): Promise<RunFolder> {
  const { begun, preset } = open;
  return heedingWishes(host, async (wish) => {
    wish.meanwhile(SAVING);
    const model = await makeModel();
    try {
      if (model.engine.notice) host.tell(model.engine.notice);
      const run = await open.claim();
      const interrupted = () => new Interrupted(`interrupted; go on with ${resumeCommand(run.path)}`);
      const work = () =>
        locked(run, async () => {
          if (begun) await sweep(run);
          else await writeConfig(run, configOf(preset, config, model));
          await inParts(partsOf({ run, model, interrupted }), wish, interrupted);
        });
      await (begun ? work() : withoutTrace(beginningOf(run), work));
      return run;
    } finally {
      await model.dispose();
    }
  });
}

/** Until an epoch has ended, a run that fails would fail again. */
function beginningOf({ path, config, history, resume }: RunFolder): Beginning {
  return { order: config, folders: [path], kept: async () => (await exists(history)) || (await exists(resume)) };
}

function configOf(
  { name, ...settings }: RunStart["preset"],
  { loss, data, transfer, distillation }: FrameOptions["config"],
  { engine }: Trained,
): RunConfig {
  return {
    preset: name,
    ...settings,
    loss,
    threads: engine.threads,
    build: engine.build,
    begun: new Date().toISOString(),
    data,
    ...(transfer && { transfer }),
    ...(distillation && { distillation }),
    versions: versions(),
    machine: machine(),
  };
}
