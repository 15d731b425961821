import {
  type Calibration,
  type CalibrationScores,
  classificationReportText,
  type Evaluation,
  type Rejection,
  type Robustness,
} from "tenfold";
import type { Judged } from "./judge-in-full.js";
import { percent, threeDigits, whole } from "./report/numbers.js";
import { plain, textTable } from "./text-table.js";
import { verdictText } from "./verdict-text.js";

/** What `evaluate --full` says. */
export function fullText(evaluation: Evaluation, { top2, imagesPerSecond, calibration, rejection, robustness }: Judged): string {
  const speed = imagesPerSecond === null ? "" : ` ${whole(imagesPerSecond)} images a second.`;
  const names = evaluation.perClass.map(({ label }) => plain(label));
  return [
    `${verdictText({ history: [], evaluation })}${plain(percent(top2))} have their true class among the two most probable.${speed}\n`,
    classificationReportText(evaluation.confusion, names),
    calibrationText(calibration),
    rejectionText(rejection),
    ...(robustness ? [robustnessText(robustness)] : []),
  ].join("\n");
}

function calibrationText({ before, after, temperature, fittedOn, notes }: Calibration): string {
  const scores = after ? [before, after] : [before];
  const row = (name: string, write: (one: CalibrationScores) => string) => [name, ...scores.map(write)];
  const header = ["Calibration", "As trained", ...(temperature === null ? [] : [`At temperature ${threeDigits(temperature)}`])];
  const table = textTable(header, [
    row("Calibration error (ECE)", ({ ece }) => (ece === null ? "-" : percent(ece))),
    row("Brier score", ({ brier }) => threeDigits(brier)),
    row("Negative log-likelihood, nats", ({ nll }) => threeDigits(nll)),
  ]);
  const fitted = temperature === null ? [] : [`The temperature was fitted on ${whole(fittedOn)} validation images.`];
  return `${table}${lines([...fitted, ...notes])}`;
}

function rejectionText({ readRates, aurc, notes }: Rejection): string {
  const rows = readRates.map(({ error, readRate, threshold, wrong }) => [
    `At most ${Number((100 * error).toPrecision(3))} % wrong`,
    readRate === null ? "-" : percent(readRate),
    readRate === null ? "-" : whole(wrong),
    threshold === null ? "-" : String(Number(threshold.toFixed(8))), // float32 near 1 tells about eight digits apart
  ]);
  const table = textTable(["Leaving the unsure ones out", "Answered", "Wrong", "From confidence"], rows);
  return `${table}${lines([`Area under the risk-coverage curve: ${threeDigits(aurc)}.`, ...notes])}`;
}

function robustnessText({ clean, mean, corruptions, severity }: Robustness): string {
  const rows = corruptions.map(({ name, accuracy }) => [name.replaceAll("_", " "), percent(accuracy)]);
  return textTable(
    [`Spoiled images, severity ${severity}`, "Right"],
    [["clean", percent(clean)], ...rows, ["mean of the spoiled", percent(mean)]],
  );
}

function lines(sentences: readonly string[]): string {
  return sentences.map((sentence) => `${plain(sentence)}\n`).join("");
}
