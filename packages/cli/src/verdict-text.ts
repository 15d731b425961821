import type { Evaluation } from "tenfold";
import { percent, whole } from "./report/numbers.js";
import { verdict } from "./report/verdict.js";
import { plain, textTable } from "./text-table.js";

/** What a run or an evaluation came to, in two lines: how good, and how far that can be trusted. */
export function verdictText(judged: Parameters<typeof verdict>[0]): string {
  const { sentence, trust } = verdict(judged);
  return `${plain(sentence)}\n${plain(trust)}\n`;
}

/** What `evaluate` says: the verdict, and precision, recall, F1 and support of each class as a table. */
export function evaluationText(evaluation: Evaluation): string {
  return `${verdictText({ history: [], evaluation })}\n${classText(evaluation)}`;
}

function classText({ perClass }: Evaluation): string {
  const ratio = (value: number | null) => (value === null ? "-" : percent(value));
  const rows = perClass.map(({ label, precision, recall, f1, support }) => [
    label,
    ratio(precision),
    ratio(recall),
    ratio(f1),
    whole(support),
  ]);
  return textTable(["Class", "Precision", "Recall", "F1", "Images"], rows);
}
