import { join } from "node:path";
import { type RunFolder, runFolder } from "../records/run-folder.js";
import type { Arm } from "./arm.js";

/** The files of a study on disk. */
export interface StudyFolder {
  readonly path: string;
  /** Which study it is; written before the first run. */
  readonly config: string;
  /** Has a folder a run. */
  readonly runs: string;
  readonly results: string;
  readonly csv: string;
  readonly page: string;
}

/** Where studies go unless told. */
export const STUDIES_FOLDER = "studies";

export function studyFolder(path: string): StudyFolder {
  const file = (name: string) => join(path, name);
  return {
    path,
    config: file("study.json"),
    runs: file("runs"),
    results: file("results.json"),
    csv: file("results.csv"),
    page: file("study.html"),
  };
}

/** A run of a study: the folder of a run, and what only a study keeps. */
export interface StudyRun extends RunFolder {
  /** What the run said of the test images. */
  readonly predictions: string;
  /** Written last: a study's run that has one is finished. */
  readonly outcome: string;
}

/** "rotate 10, shift 0.1" with seed 42 -> runs/rotate-10-shift-0.1-seed-42 */
export function studyRun({ runs }: StudyFolder, { name }: Arm, seed: number): StudyRun {
  const words = name.replaceAll(/[^\w.]+/g, "-");
  const run = runFolder(join(runs, `${words}-seed-${seed}`));
  return { ...run, predictions: join(run.path, "predictions.safetensors"), outcome: join(run.path, "outcome.json") };
}
