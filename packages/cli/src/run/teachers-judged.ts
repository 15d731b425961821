import { type Dataset, ensemble, FormatError, load, type Model, type Teacher } from "tenfold";
import { writeAside } from "tenfold/node";
import type { TeachersJudged, TeachersOfRun, TeachersScore } from "../report/report-data.js";
import { isCount, isMeasure, isRecord } from "./json-checks.js";
import { asJson, type RunConfig, readJson } from "./run-config.js";
import type { RunFolder } from "./run-folder.js";

/** Judges the teachers of a run as one, and keeps what they came to in `teachers.json`. */
export async function judgeTeachers(
  run: RunFolder,
  teachers: readonly Teacher[],
  { validation, test }: { readonly validation: Dataset; readonly test?: Dataset | undefined },
  threads: number,
): Promise<void> {
  const models: Model[] = [];
  try {
    for (const teacher of teachers) models.push(await load({ ...teacher, metadata: {} }, { threads }));
    const together = ensemble(models);
    const score = async (dataset: Dataset): Promise<TeachersScore> => {
      const { count, accuracy, loss } = await together.evaluate(dataset);
      return { count, accuracy, loss };
    };
    const judged: TeachersJudged = { validation: await score(validation), ...(test && { test: await score(test) }) };
    await writeAside(run.teachers, asJson(judged));
  } finally {
    for (const model of models) await model.dispose();
  }
}

/** The same with who they are. */
export function teachersOf({ distillation }: RunConfig, judged: TeachersJudged): TeachersOfRun {
  return { ...judged, names: distillation?.teachers.map(({ name }) => name) ?? [] };
}

/** @throws FormatError when the file is damaged */
export async function readTeachersJudged(path: string): Promise<TeachersJudged> {
  const judged = await readJson(path);
  if (!isTeachersJudged(judged)) throw new FormatError(`${path} does not tell how the teachers did; restore it`);
  return judged;
}

function isTeachersJudged(value: unknown): value is TeachersJudged {
  return isRecord(value) && isScore(value.validation) && (value.test === undefined || isScore(value.test));
}

function isScore(value: unknown): value is TeachersScore {
  return isRecord(value) && isCount(value.count) && [value.accuracy, value.loss].every(isMeasure);
}
