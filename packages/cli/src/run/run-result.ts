import { decodeResume, type EpochRecord, type Evaluation, FormatError } from "tenfold";
import { readBytes } from "tenfold/node";
import { type RunConfig, readConfig, readJson } from "./run-config.js";
import { exists, type RunFolder } from "./run-folder.js";

/** What a run came to. */
export interface RunResult {
  readonly config: RunConfig;
  readonly history: readonly EpochRecord[];
  /** Why training ended before its last epoch. */
  readonly stopped?: string;
  /** Absent when the test images were left alone. */
  readonly evaluation?: Evaluation;
}

/**
 * Reads what a run came to from its files.
 *
 * @throws InputError when a file is missing
 * @throws FormatError when one is damaged
 */
export async function readResult(run: RunFolder): Promise<RunResult> {
  const stopped = (await exists(run.resume)) ? decodeResume(await readBytes(run.resume), run.resume).ended : null;
  return {
    config: await readConfig(run),
    history: await readHistory(run.history),
    ...(stopped !== null && { stopped }),
    ...((await exists(run.evaluation)) && { evaluation: await readEvaluation(run.evaluation) }),
  };
}

async function readHistory(path: string): Promise<readonly EpochRecord[]> {
  const history = await readJson(path);
  if (!Array.isArray(history)) throw new FormatError(`${path} is no list of epochs; restore it`);
  return history as EpochRecord[];
}

async function readEvaluation(path: string): Promise<Evaluation> {
  const evaluation = (await readJson(path)) as Partial<Evaluation> | null;
  if (!Array.isArray(evaluation?.confusion) || !Array.isArray(evaluation.perClass)) {
    throw new FormatError(`${path} is no evaluation; restore it`);
  }
  return evaluation as Evaluation;
}
