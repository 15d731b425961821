import type { ContextChange, ContextEvaluation } from "tenfold";
import { percent, whole } from "tenfold-works/pages";
import { textTable } from "../terminal/text-table.js";

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
