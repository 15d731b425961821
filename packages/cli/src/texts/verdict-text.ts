import type { ContextChange, ContextEvaluation, Evaluation } from "tenfold";
import type { TextEvaluation } from "tenfold/recognize";
import { percent, whole } from "tenfold-works/pages";
import { verdict } from "tenfold-works/reports";
import { plain, textTable } from "../terminal/text-table.js";

/** What a run or an evaluation came to, in two lines: how good, and how far that can be trusted. */
export function verdictText(judged: Parameters<typeof verdict>[0]): string {
  const { sentence, trust } = verdict(judged);
  return `${plain(sentence)}\n${plain(trust)}\n`;
}

/** What `evaluate` says: the verdict, and precision, recall, F1 and support of each class as a table. */
export function evaluationText(evaluation: Evaluation): string {
  return `${verdictText({ history: [], evaluation })}\n${classText(evaluation)}`;
}

/** What `evaluate` says of a network that reads lines: the verdict, and how many strings of each length are right. */
export function textEvaluationText(texts: TextEvaluation): string {
  const rows = texts.byLength.map(({ length, count, right }) => [whole(length), whole(count), whole(right), percent(right / count)]);
  return `${verdictText({ history: [], texts })}\n${textTable(["Characters", "Strings", "Right", "Share"], rows)}`;
}

/** What `evaluate` says of a context: errors without, with, and with another writer's, and whether it paid. */
export function contextText({ images, writers, unknown, told, shuffled, verdict }: ContextEvaluation): string {
  const rows = [
    ["nothing", whole(unknown.errors), "", "", ""],
    changeRow("of the writer", told),
    ...(shuffled ? [changeRow("of another writer, as a control", shuffled)] : []),
  ];
  const title = `${verdict} (${whole(images)} images by ${whole(writers)} writers, as far as the data tell them apart)`;
  return `${title}\n\n${textTable(["What is known", "Wrong", "Change", "95 % interval over writers", "McNemar's p"], rows)}`;
}

function changeRow(name: string, { errors, change, interval, p }: ContextChange): string[] {
  const share = (value: number) => `${value > 0 ? "+" : ""}${percent(value)}`;
  return [
    name,
    whole(errors),
    change === null ? "-" : share(change),
    interval ? `${share(interval[0])} to ${share(interval[1])}` : "-",
    p < 0.0001 ? "< 0.0001" : p.toFixed(4),
  ];
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
