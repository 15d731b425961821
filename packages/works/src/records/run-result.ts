import { decodeResume, type EpochRecord, type Evaluation } from "tenfold";
import { readBytes } from "tenfold/node";
import type { TextEvaluation } from "tenfold/recognize";
import { exists } from "../files/exists.js";
import type { Judged } from "./judged.js";
import { type RunConfig, readConfig } from "./run-config.js";
import { readEvaluation } from "./run-evaluation.js";
import type { RunFolder } from "./run-folder.js";
import { readHistory } from "./run-history.js";
import { readTextEvaluation } from "./run-text-evaluation.js";
import type { TeachersJudged } from "./teachers-judged.js";
import { readTeachersJudged } from "./teachers-judged.js";

/** What a run came to. */
export interface RunResult {
  readonly config: RunConfig;
  readonly history: readonly EpochRecord[];
  /** Why training ended before its last epoch. */
  readonly stopped?: string;
  /** Absent when the test images were left alone. */
  readonly evaluation?: Evaluation;
  /** In its place for a run on texts. */
  readonly texts?: TextEvaluation;
  /** What accuracy alone hides, on the same images. */
  readonly full?: Judged;
  /** How its teachers do on the same images; of a distilled run only. */
  readonly teachers?: TeachersJudged;
}

/**
 * Reads what a run came to from its files.
 *
 * @throws InputError when a file is missing
 * @throws FormatError when one is damaged
 */
export async function readResult(run: RunFolder): Promise<RunResult> {
  const config = await readConfig(run);
  const stopped = (await exists(run.resume)) ? decodeResume(await readBytes(run.resume), run.resume).ended : null;
  return {
    config,
    history: await readHistory(run.history),
    ...(stopped !== null && { stopped }),
    ...((await exists(run.evaluation)) && (await judgedIn(run, config))),
    ...((await exists(run.teachers)) && { teachers: await readTeachersJudged(run.teachers) }),
  };
}

async function judgedIn({ evaluation }: RunFolder, { strings }: RunConfig): Promise<Pick<RunResult, "evaluation" | "full" | "texts">> {
  return strings ? { texts: await readTextEvaluation(evaluation) } : readEvaluation(evaluation);
}
