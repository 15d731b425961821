import { isDeepStrictEqual } from "node:util";
import { type Callback, type EpochRecord, FormatError, InputError, multiplyAdds, type Preset, parameterCounts } from "tenfold";
import { makeFolder } from "tenfold/node";
import { exists } from "../../files/exists.js";
import type { Host } from "../../host.js";
import { knownOf } from "../../models/known-of.js";
import { openModel } from "../../models/open-model.js";
import { type DataSource, whereOf } from "../../records/data-source.js";
import { presetOf, type RunConfig, type RunData, readConfig } from "../../records/run-config.js";
import { readResult } from "../../records/run-result.js";
import { begunOrder, type Order } from "../../resumable/begun-order.js";
import { type OpenRun, reopenLabels } from "../../runs/opening/open-run.js";
import { prepare } from "../../runs/opening/prepare.js";
import { judgeContext } from "../../runs/training/judge-context.js";
import { trainRun } from "../../runs/training/train-run.js";
import { presetOfRun } from "../arm.js";
import { type Outcome, readOutcome, writeOutcome } from "../outcome.js";
import { writePredictions } from "../stored-predictions.js";
import type { StudyRun } from "../study-folder.js";
import { oneImageLatency } from "./latency.js";
import type { RunOrder } from "./run-order.js";

export interface FinishOptions {
  /** Where the study's data is. */
  readonly source: DataSource;
  readonly callbacks: readonly Callback[];
  /** How to go on with the study after an interruption. */
  readonly resumeCommand: string;
}

/**
 * Brings a run of a study to its end, from wherever it stands: trains it, judges it on the test images, keeps what it said of them.
 *
 * @throws Interrupted when somebody wished to stop, after the state was saved
 * @throws FormatError when another study's run lies in its place
 */
export async function finishRun(run: StudyRun, order: RunOrder, given: FinishOptions, host: Host): Promise<Outcome> {
  const { source, callbacks, resumeCommand } = given;
  const { threads } = order.study.options;
  const begun = await begunOrder(begunAs(run, order), presetOfRun(order.arm, order.seed));
  const open = begun ? await reopenLabels({ run, begun }, whereOf(source), host) : await openRun(run, order, source, host);
  const settings = { threads, evaluate: true, callbacks, resumeCommand: () => resumeCommand };
  await trainRun(open, settings, host);
  return judge(run, open, threads);
}

/**
 * What a run came to, when it is finished.
 *
 * @throws FormatError when another study's run lies in its place
 */
export async function finishedOutcome(run: StudyRun, order: RunOrder): Promise<Outcome | undefined> {
  if (!(await exists(run.outcome))) return undefined;
  const { arm, seed } = order;
  const begun = begunAs(run, order);
  begun.refuseOther(await begun.read(), presetOfRun(arm, seed));
  const outcome = await readOutcome(run);
  if (outcome.seed === seed) return outcome;
  throw new FormatError(`${run.outcome} is of seed ${outcome.seed}, not ${seed}; remove it, and the study judges the run again`);
}

async function openRun(run: StudyRun, { study, arm, seed }: RunOrder, source: DataSource, host: Host): Promise<OpenRun> {
  const claim = async () => {
    await makeFolder(run.path);
    return run;
  };
  const preset = presetOfRun(arm, seed);
  const { context, ...others } = source;
  return {
    ...(await prepare(preset, arm.isBlind ? others : source, { limit: study.options.limit, host })),
    preset,
    begun: undefined,
    claim,
  };
}

/** A run that lies in the place of a study's run must be begun as that one is. */
function begunAs(run: StudyRun, { study: { data } }: RunOrder): Order<RunConfig, Preset> {
  return {
    file: run.config,
    read: () => readConfig(run),
    refuseOther(config, { name: _, ...wants }) {
      const { name, ...had } = presetOf(config);
      const other = Object.keys({ ...wants, ...had }).find((key) => !isDeepStrictEqual(had[key as never], wants[key as never]));
      const differs = other ?? (isDeepStrictEqual(imagesOf(config.data), imagesOf(data)) ? undefined : "data");
      if (differs === undefined) return;
      throw new FormatError(`${run.path} is no run of this study: its ${differs} is another; move it away, or pass another --out`);
    },
  };
}

/** What tells the images apart, wherever their files lie. */
function imagesOf({ training, test, limit }: RunData): object {
  return { limit, training: training.hashes, test: test.hashes };
}

async function judge(run: StudyRun, { test, validation }: OpenRun, threads: number | undefined): Promise<Outcome> {
  const model = await openModel(run.model, { threads });
  try {
    const { history, config, evaluation } = await readResult(run);
    if (!evaluation) throw new InputError(`${run.evaluation} is gone; run the study again`);
    const probabilities = await model.predict(test.images, knownOf(model, test));
    await writePredictions(run, probabilities, model.classNames.length);
    const { trainable, fixed } = parameterCounts(model.network);
    const best = keptEpoch(history);
    const context = await judgeContext(model, test);
    const outcome: Outcome = {
      seed: config.seed,
      epochs: history.length,
      bestEpoch: best.epoch,
      seconds: history.reduce((sum, { seconds }) => sum + seconds, 0),
      parameters: trainable + fixed,
      multiplyAdds: multiplyAdds(model.network),
      latencyMs: await oneImageLatency(model, test.images),
      validation: { count: validation.images.count, accuracy: best.val_accuracy, loss: best.val_loss },
      test: { count: evaluation.count, accuracy: evaluation.accuracy, loss: evaluation.loss },
      ...(context && { context }),
    };
    await writeOutcome(run, outcome);
    return outcome;
  } finally {
    await model.dispose();
  }
}

/** The epoch whose weights the run has kept: the first with the lowest val_loss. */
function keptEpoch(history: readonly EpochRecord[]): { epoch: number; val_accuracy: number; val_loss: number } {
  const judged = history.flatMap(({ epoch, val_accuracy = Number.NaN, val_loss = Number.NaN }) =>
    Number.isFinite(val_loss) ? [{ epoch, val_accuracy, val_loss }] : [],
  );
  return judged.reduce((best, one) => (one.val_loss < best.val_loss ? one : best));
}
