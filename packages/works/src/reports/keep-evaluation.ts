import type { Dataset, Evaluation, Model } from "tenfold";
import type { Judged } from "../records/judged.js";
import { writeEvaluation } from "../records/run-evaluation.js";
import type { RunFolder } from "../records/run-folder.js";
import { readResult } from "../records/run-result.js";
import { locked } from "../resumable/place-lock.js";
import { judgeInFull, quickly } from "../runs/training/judge-in-full.js";
import { writeRunReport } from "./run-report.js";

/** A run's model, judged on the run's test images. */
export interface Evaluated {
  readonly model: Model;
  readonly test: Dataset;
  readonly evaluation: Evaluation;
  readonly full: Judged;
}

/** Writes an evaluation into the folder of its run, and the report anew. */
export async function keepEvaluation(run: RunFolder, { model, test, evaluation, full }: Evaluated): Promise<void> {
  await locked(run, async () => {
    await writeEvaluation(run, evaluation, full);
    await writeRunReport(run, model, test);
  });
}

/**
 * Writes the report anew for the holder of the run's lock. A run that was judged, but not in full, is judged in full first.
 *
 * @param test the run's test images, where they are to be had
 */
export async function renewReport(run: RunFolder, model: Model, test: Dataset | undefined): Promise<void> {
  const { evaluation, full } = await readResult(run);
  if (!test || !evaluation || full) return writeRunReport(run, model, test);
  await writeEvaluation(run, evaluation, await judgeInFull({ path: run.path, model, test, evaluation }, quickly));
  await writeRunReport(run, model, test);
}
