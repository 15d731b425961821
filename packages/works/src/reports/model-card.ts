import { classificationReport, type Evaluation, type Robustness } from "tenfold";
import { errorRate, percent, plural, threeDigits } from "../pages/numbers.js";
import { cardList, cardName, cardText, costRows, usedData, yamlText } from "./card-parts.js";
import { recipeTerms } from "./recipe-terms.js";
import type { ReportData } from "./report-data.js";
import { studentText } from "./student-text.js";
import { judged, verdict } from "./verdict.js";

/** SHA-256 of MNIST's raw test images: what has them is the data set of that name on the Hugging Face Hub. */
const MNIST_TEST = "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7";
const HUB_MNIST = "ylecun/mnist";

/**
 * A model card: Markdown with the YAML head that the Hugging Face Hub reads (https://huggingface.co/docs/hub/model-cards). The numbers are
 * those of the report; what was not measured is left out of the head and named in the text.
 */
export function modelCard(data: ReportData): string {
  const { sentence, trust } = verdict(data);
  const blocks = [
    `---\n${head(data)}---`,
    `# ${cardText(cardName(data))}`,
    `${cardText(sentence)}. ${cardText(trust)}`,
    "A convolutional network that tells single handwritten characters apart, trained and judged by Tenfold.",
    data.teachers
      ? cardText(`It was distilled: trained to answer as its teachers do. ${studentText({ ...data, teachers: data.teachers })}`)
      : "",
    "## Intended use",
    INTENDED,
    "## How it was trained",
    cardList([...recipeTerms(data), ...costRows(data)]),
    "## Data",
    usedData(data),
    "## Evaluation",
    ...evaluationBlocks(data),
    "## Limits",
    limits(data),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

const INTENDED = `Reading images of single characters that are cut out, centered and scaled as those it was trained on, ink bright on a dark ground.
It gives one of its classes to anything; what belongs to none is told by \`isDigit\`, where the model file holds a threshold for it.`;

function head(data: ReportData): string {
  const evaluation = judged(data);
  const onHub = isMnist(data);
  const lines = [
    "language: en",
    "license: mit # as Tenfold's; say another if you pass the model on under other terms",
    "library_name: tenfold",
    "pipeline_tag: image-classification",
    "tags:",
    ...["image-classification", "handwritten-digits", "convolutional-neural-network", "safetensors"].map((tag) => `- ${tag}`),
    ...(onHub ? ["datasets:", `- ${HUB_MNIST}`] : []),
    ...(evaluation ? ["metrics:", "- accuracy", "- f1", "- precision", "- recall"] : []),
    ...(evaluation ? results(data, evaluation, onHub) : []),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function results(data: ReportData, evaluation: Evaluation, onHub: boolean): string[] {
  const name = data.data?.at(-1)?.name ?? "test images";
  const metrics = metricsOf(data, evaluation).flatMap(([type, title, value]) => [
    `    - type: ${type}`,
    `      name: ${title}`,
    `      value: ${value}`,
  ]);
  return [
    "model-index:",
    `- name: ${yamlText(cardName(data))}`,
    "  results:",
    "  - task:",
    "      type: image-classification",
    "      name: Image Classification",
    "    dataset:",
    `      type: ${onHub ? HUB_MNIST : yamlText(slug(name))}`,
    `      name: ${onHub ? "MNIST" : yamlText(name)}`,
    "      split: test",
    "    metrics:",
    ...metrics,
  ];
}

/** What is a number; the Hub has no way to say that something was not measured. */
function metricsOf(
  { full }: ReportData,
  { accuracy, loss, confusion, perClass }: Evaluation,
): [type: string, name: string, value: number][] {
  const macro = classificationReport(
    confusion,
    perClass.map((_, index) => String(index)),
  )["macro avg"];
  const { before } = full?.calibration ?? {};
  const all: [string, string, number | null | undefined][] = [
    ["accuracy", "Accuracy", accuracy],
    ["f1", "F1, macro average", macro["f1-score"]],
    ["precision", "Precision, macro average", macro.precision],
    ["recall", "Recall, macro average", macro.recall],
    ["loss", "Categorical cross-entropy in nats", loss],
    ["brier_score", "Brier score, as trained", before?.brier],
    ["expected_calibration_error", "Expected calibration error, 15 bins, as trained", before?.ece],
    ["mean_corruption_accuracy", "Mean accuracy on MNIST-C's corruptions, drawn anew", full?.robustness?.mean],
  ];
  return all
    .flatMap(([type, name, value]) => (typeof value === "number" && Number.isFinite(value) ? [[type, name, value] as const] : []))
    .map(([type, name, value]) => [type, name, Number(value.toPrecision(7))]);
}

function evaluationBlocks(data: ReportData): string[] {
  const evaluation = judged(data);
  if (!evaluation) return ["No test images were judged."];
  const rows = metricsOf(data, evaluation).map(([, name, value]) => `| ${name} | ${value} |`);
  const classes = evaluation.perClass.map(
    ({ label, precision, recall, f1, support }) =>
      `| ${cardText(label)} | ${[precision, recall, f1].map((ratio) => (ratio === null ? "\u2013" : ratio.toFixed(4))).join(" | ")} | ${support} |`,
  );
  return [
    `On ${cardText(data.data?.at(-1)?.name ?? "the test images")}, ${plural(evaluation.count, "image")}.`,
    ["| Measure | Value |", "|---|---:|", ...rows].join("\n"),
    ["| Class | Precision | Recall | F1 | Images |", "|---|---:|---:|---:|---:|", ...classes].join("\n"),
    ...rejectionLines(data),
  ];
}

function rejectionLines({ full }: ReportData): string[] {
  const rates = (full?.rejection.readRates ?? []).flatMap(({ error, readRate }) =>
    readRate === null ? [] : [`${percent(readRate)} at ${errorRate(error)} error`],
  );
  if (rates.length === 0) return [];
  return [`Leaving the images it is least sure of to a human, it reads ${rates.join(", ")}; thresholds were chosen on these very images.`];
}

function amongText({ among }: Robustness): string {
  return among ? ` Among the ${among.classes.length} classes that these show alone it reads ${percent(among.mean)}.` : "";
}

function limits({ full }: ReportData): string {
  const { robustness } = full ?? {};
  const worst = [...(robustness?.corruptions ?? [])].sort((a, b) => a.accuracy - b.accuracy)[0];
  const spoiled =
    robustness && worst
      ? `On spoiled images (${robustness.corruptions.length} corruptions of MNIST-C, drawn anew) it reads ${percent(robustness.mean)} on average, ` +
        `worst with ${worst.name.replaceAll("_", " ")}: ${percent(worst.accuracy)}.${amongText(robustness)}`
      : "How it does on spoiled images was not measured.";
  const { temperature } = full?.calibration ?? {};
  const sure =
    typeof temperature === "number"
      ? `Its probabilities are to be believed at temperature ${threeDigits(temperature)}, fitted on validation images.`
      : "No temperature was fitted: how far its probabilities can be believed is open.";
  return `${spoiled} ${sure} Writers, pens and scanners other than those of its training data may bring other errors: judge it on your own.`;
}

function isMnist({ data = [] }: ReportData): boolean {
  return Object.values(data.at(-1)?.hashes ?? {}).includes(MNIST_TEST);
}

function slug(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "data"
  );
}
