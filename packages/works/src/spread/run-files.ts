import { basename } from "node:path";
import { FormatError } from "tenfold";
import { makeFolder, readBytes, writeAside } from "tenfold/node";
import type { StudyRun } from "../studies/study-folder.js";

/** The files by which a run of a study is known to be finished: the last one says so, and is written last. What only a training wants that goes on stays where it was. */
function filesWanted({ config, history, model, evaluation, predictions, outcome }: StudyRun): readonly string[] {
  return [config, history, model, evaluation, predictions, outcome];
}

/** The files of a finished run, by name. */
export async function readRunFiles(run: StudyRun): Promise<Map<string, Uint8Array>> {
  const files = filesWanted(run).map(async (path) => [basename(path), await readBytes(path)] as const);
  return new Map(await Promise.all(files));
}

/**
 * Leaves the files of a run in its folder.
 *
 * @throws FormatError where one is missing, before any is written
 */
export async function writeRunFiles(run: StudyRun, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const wanted = filesWanted(run).map((path) => {
    const bytes = files.get(basename(path));
    if (!bytes) throw new FormatError(`${basename(path)} of ${run.path} has not come; have the study's workers be of this version`);
    return [path, bytes] as const;
  });
  await makeFolder(run.path);
  for (const [path, bytes] of wanted) await writeAside(path, bytes);
}
