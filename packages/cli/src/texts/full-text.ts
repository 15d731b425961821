import {
  type Calibration,
  type CalibrationScores,
  classificationReportText,
  type Evaluation,
  type OutOfDistribution,
  type Rejection,
  type Robustness,
  type WritersEvaluation,
} from "tenfold";
import { errorRate, percent, threeDigits, whole } from "tenfold-works/pages";
import type { Judged } from "tenfold-works/records";
import { worseCurve } from "tenfold-works/reports";
import { plain, textTable } from "../terminal/text-table.js";
import { verdictText } from "./verdict-text.js";

/** What `evaluate --full` says. */
export function fullText(evaluation: Evaluation, judged: Judged): string {
  const { top2, imagesPerSecond, calibration, rejection, robustness, outOfDistribution, writers, notes } = judged;
  const speed = imagesPerSecond === null ? "" : ` ${whole(imagesPerSecond)} images a second.`;
  const names = evaluation.perClass.map(({ label }) => plain(label));
  return [
    `${verdictText({ history: [], evaluation })}${plain(percent(top2))} have their true class among the two most probable.${speed}\n`,
    classificationReportText(evaluation.confusion, names),
    calibrationText(calibration),
    rejectionText(rejection),
    ...(robustness ? [robustnessText(robustness)] : []),
    outOfDistributionText(outOfDistribution),
    ...(writers ? [writersText(writers)] : []),
    ...(notes.length > 0 ? [lines(notes)] : []),
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
  return `${table}${lines([...fitted, ...worseCurve({ before, after }).map(plain), ...notes])}`;
}

function rejectionText({ readRates, aurc, notes }: Rejection): string {
  const rows = readRates.map(({ error, readRate, threshold, wrong }) => [
    `At most ${errorRate(error)} wrong`,
    readRate === null ? "-" : percent(readRate),
    readRate === null ? "-" : whole(wrong),
    threshold === null ? "-" : String(Number(threshold.toFixed(8))), // float32 near 1 tells about eight digits apart
  ]);
  const table = textTable(["Leaving the unsure ones out", "Answered", "Wrong", "From confidence"], rows);
  return `${table}${lines([`Area under the risk-coverage curve: ${threeDigits(aurc)}.`, ...notes])}`;
}

function robustnessText({ clean, mean, corruptions, among }: Robustness): string {
  const rows = corruptions.map(({ name, accuracy, interval: [from, to] }) => [
    name.replaceAll("_", " "),
    percent(accuracy),
    percent(from),
    percent(to),
  ]);
  const table = textTable(["Spoiled by", "Accuracy", "From", "To (95 %)"], rows);
  const part = among
    ? [`Among the ${among.classes.length} classes that the images show: on average ${percent(among.mean)}; clean: ${percent(among.clean)}.`]
    : [];
  return `${table}${lines([`On average ${percent(mean)}; clean, the same images: ${percent(clean)}.`, ...part])}`;
}

function outOfDistributionText({ decides, acceptedTest, others, notes }: OutOfDistribution): string {
  const measure = (separation: { readonly auroc: number; readonly fpr95: number } | null) =>
    separation ? [separation.auroc.toFixed(4), percent(separation.fpr95)] : ["-", "-"];
  const rows = others.flatMap(({ name, scores }) =>
    Object.entries(scores).map(([score, separation], index) => [index === 0 ? name : "", score, ...measure(separation)]),
  );
  const table = others.length > 0 ? textTable(["Other things", "Score", "AUROC", "FPR@95"], rows) : "";
  const decided = decides && `Of the test images ${percent(acceptedTest ?? 0)} are taken for one of the classes, by ${decides.score}.`;
  const passed = others.flatMap(({ name, count, passed }) =>
    passed === null ? [] : `Of the ${whole(count)} pictures of ${name} ${percent(passed)} pass for one of the classes.`,
  );
  return `${table}${lines([...(decided ? [decided] : []), ...passed, ...notes])}`;
}

function writersText({ writers, flawless, meanError, sd, sdByChance, worst, notes }: WritersEvaluation): string {
  const rows = worst.map(({ writer, count, wrong, error, interval: [from, to] }) => [
    String(writer),
    whole(count),
    whole(wrong),
    percent(error),
    percent(from),
    percent(to),
  ]);
  const table = textTable(["Hardest writers", "Images", "Wrong", "Error", "From", "To (95 %)"], rows);
  const spread = sd === null ? "" : `, standard deviation ${percent(sd)}; chance alone would bring ${percent(sdByChance)}`;
  const all = `Of ${whole(writers)} writers ${whole(flawless)} were read without a mistake. Mean error of a writer: ${percent(meanError)}${spread}.`;
  return `${table}${lines([all, ...notes])}`;
}

function lines(sentences: readonly string[]): string {
  return sentences.map((sentence) => `${plain(sentence)}\n`).join("");
}
