import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "tenfold";
import { makeFolder } from "tenfold/node";
import { exists } from "../files/exists.js";

/** The files of a run on disk. */
export interface RunFolder {
  readonly path: string;
  /** All that is needed to repeat the run; written before the first step. */
  readonly config: string;
  /** What each epoch came to. */
  readonly history: string;
  /** The weights of the best epoch. */
  readonly model: string;
  /** The whole state of the training after the last epoch or when it was interrupted. */
  readonly resume: string;
  /** What the test images told, as `tenfold evaluate --full --json` prints it. */
  readonly evaluation: string;
  /** How the teachers do on the same images; of a distilled run only. */
  readonly teachers: string;
  /** The model card: Markdown. */
  readonly card: string;
  /** Written last: a run that has one is finished. */
  readonly report: string;
}

/** Where runs go unless told. */
export const RUNS = "runs";

export function runFolder(path: string): RunFolder {
  const file = (name: string) => join(path, name);
  return {
    path,
    config: file("config.json"),
    history: file("history.json"),
    model: file("model.safetensors"),
    resume: file("resume.safetensors"),
    evaluation: file("evaluation.json"),
    teachers: file("teachers.json"),
    card: file("model-card.md"),
    report: file("report.html"),
  };
}

/**
 * Refuses a folder where a run would replace something.
 *
 * @throws InputError when it holds a run, or a file that a run writes
 */
export async function refuseTakenFolder(path: string, resumeCommand: string): Promise<void> {
  const run = runFolder(path);
  if (await exists(run.config)) {
    if (await exists(run.report)) throw new InputError(`${path} holds a finished run; pass another --out, or move that run away`);
    throw new InputError(`${path} holds an unfinished run; go on with ${resumeCommand}, or pass another --out`);
  }
  for (const file of [run.history, run.model, run.resume, run.evaluation, run.teachers, run.card, run.report]) {
    if (await exists(file)) throw new InputError(`${file} is in the way of a new run; pass another --out, or move it away`);
  }
}

/**
 * Makes `runs/<name>-<n>` with the next number, and nobody else gets the same.
 *
 * @throws InputError when no folder can be made there
 */
export async function claimNext(name: string): Promise<RunFolder> {
  await makeFolder(RUNS);
  const taken = (await runsNamed(name)).map((run) => Number(run.slice(name.length + 1)));
  for (let number = Math.max(0, ...taken) + 1; ; number++) {
    const path = join(RUNS, `${name}-${number}`);
    try {
      await mkdir(path);
      return runFolder(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

async function runsNamed(name: string): Promise<string[]> {
  return (await readdir(RUNS)).filter((run) => run.startsWith(`${name}-`) && /^\d+$/.test(run.slice(name.length + 1)));
}

/** The folders below `runs` that hold a run without a report. */
export async function unfinishedRuns(): Promise<RunFolder[]> {
  const names = await readdir(RUNS).catch(() => []);
  const runs = names.map((name) => runFolder(join(RUNS, name)));
  const unfinished = await Promise.all(runs.map(async ({ config, report }) => (await exists(config)) && !(await exists(report))));
  return runs.filter((_, index) => unfinished[index]);
}
