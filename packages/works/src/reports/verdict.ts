import type { EpochRecord, Evaluation } from "tenfold";
import { wilsonInterval } from "tenfold";
import type { TextEvaluation } from "tenfold/recognize";
import { percent, plural, threeDigits, whole } from "../pages/numbers.js";
import type { ReportData } from "./report-data.js";

/** How good the network is: in a sentence, and how far that sentence can be trusted. */
export function verdict(data: Pick<ReportData, "history" | "evaluation" | "texts"> & { readonly config?: object }): {
  sentence: string;
  trust: string;
} {
  const { history, texts, config = {} } = data;
  if (texts) return { sentence: textVerdict(texts), trust: textTrust(texts) };
  const what = "strings" in config ? "strings" : "images";
  const evaluation = judged(data);
  if (evaluation) return { sentence: testVerdict(evaluation), trust: testTrust(evaluation) };
  const best = bestEpoch(history, "val_accuracy", "highest");
  if (best) {
    return {
      sentence: `${percent(best.value)} of the validation ${what} right in the best epoch, ${best.epoch}`,
      trust: `No test ${what} were judged. The epoch was chosen by these validation ${what}, so expect a little less on new ones.`,
    };
  }
  const sentence = history.length > 0 ? `Trained for ${plural(history.length, "epoch")}, not yet judged` : "Not trained and not judged";
  return { sentence, trust: `No test ${what} were judged, and no validation accuracy was recorded.` };
}

/** The evaluation, unless it saw no image and so says nothing. */
export function judged({ evaluation }: Pick<ReportData, "evaluation">): Evaluation | undefined {
  return evaluation && evaluation.count > 0 ? evaluation : undefined;
}

/** The first epoch with the highest or lowest finite value of `field`. */
export function bestEpoch(
  history: readonly EpochRecord[],
  field: "accuracy" | "val_accuracy" | "loss" | "val_loss",
  best: "highest" | "lowest",
): { epoch: number; value: number } | undefined {
  const sign = best === "highest" ? 1 : -1;
  return history
    .flatMap((record) => ({ epoch: record.epoch, value: record[field] ?? Number.NaN }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => sign * (b.value - a.value) || a.epoch - b.epoch)[0];
}

/** Images on the diagonal: those whose predicted class is the true one. */
function rightOf({ confusion }: Evaluation): number {
  return confusion.reduce((sum, row, label) => sum + (row[label] ?? 0), 0);
}

function testVerdict(evaluation: Evaluation): string {
  const right = rightOf(evaluation);
  const wrong = evaluation.count === right ? "none" : whole(evaluation.count - right);
  return `${percent(right / evaluation.count)} of ${plural(evaluation.count, "test image")} right, ${wrong} wrong`;
}

function testTrust(evaluation: Evaluation): string {
  const [from, to] = wilsonInterval(rightOf(evaluation), evaluation.count);
  return (
    `The true accuracy on images of this kind is likely between ${percent(from)} and ${percent(to)} (95\u00a0% Wilson interval). ` +
    `The mean loss is ${threeDigits(evaluation.loss)}\u00a0nats.`
  );
}

function textVerdict({ count, accuracy, mistakes }: TextEvaluation): string {
  const wrong = mistakes.length === 0 ? "none" : whole(mistakes.length);
  return `${percent(accuracy)} of ${plural(count, "test string")} right as a whole, ${wrong} wrong`;
}

function textTrust({ count, mistakes, characters, characterErrorRate, loss }: TextEvaluation): string {
  const [from, to] = wilsonInterval(count - mistakes.length, count);
  return (
    `Of ${plural(characters, "character")} on them ${percent(characterErrorRate)} are read wrong (character error rate). ` +
    `The true share of strings ` +
    `of this kind is likely between ${percent(from)} and ${percent(to)} (95\u00a0% Wilson interval). The mean loss is ${threeDigits(loss)}\u00a0nats.`
  );
}
