import { type Dataset, ensemble, load, type Model, type Teacher } from "tenfold";
import { writeAside } from "tenfold/node";
import { asJson } from "../../files/json-file.js";
import type { RunFolder } from "../../records/run-folder.js";
import type { TeachersJudged, TeachersScore } from "../../records/teachers-judged.js";

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
