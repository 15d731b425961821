import type { EpochRecord, Evaluation } from "tenfold";
import { percent } from "../pages/numbers.js";
import type { TeachersOfRun } from "../records/teachers-judged.js";
import { bestEpoch, judged } from "./verdict.js";

/** A distilled run as far as it is to be compared with its teachers. */
export interface Student {
  readonly teachers: TeachersOfRun;
  readonly history: readonly EpochRecord[];
  readonly evaluation?: Evaluation | undefined;
}

/** How a student does beside its teachers: on the test images, or where they were left alone on those that validate. */
export function studentText({ teachers, history, evaluation }: Student): string {
  const { names, validation, test } = teachers;
  const who = names.length === 1 ? `Its teacher (${names[0]}) reads` : `Its ${names.length} teachers (${names.join(", ")}) together read`;
  const said = judged(evaluation ? { evaluation } : {});
  if (test && said) return `${who} ${percent(test.accuracy)} of the same test images right, the student ${percent(said.accuracy)}.`;
  const kept = bestEpoch(history, "val_loss", "lowest");
  const own = history.find(({ epoch }) => epoch === kept?.epoch)?.val_accuracy;
  const student = typeof own === "number" ? `, the student ${percent(own)}` : "";
  const known = `(${names.length === 1 ? "it" : "they"} may have trained on them)`;
  return `${who} ${percent(validation.accuracy)} of the validation images right ${known}${student}.`;
}
