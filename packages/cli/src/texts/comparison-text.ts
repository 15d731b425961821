import type { Disagreement, RunComparison } from "tenfold-works/comparisons";
import { comparisonVerdict, pairHead, pairRows, settingName, settingValue } from "tenfold-works/comparisons";
import { duration, percent, whole } from "tenfold-works/pages";
import { plain, textTable } from "../terminal/text-table.js";

/** How many images are told on a terminal. */
const TOLD = 12;

/** What `tenfold compare` says. */
export function comparisonText(comparison: RunComparison): string {
  const { sentence, trust } = comparisonVerdict(comparison);
  return [
    `${plain(sentence)}\n${plain(trust)}\n`,
    runsText(comparison),
    pairsText(comparison),
    recipeText(comparison),
    imagesText(comparison),
  ]
    .filter(Boolean)
    .join("\n");
}

function runsText({ runs, test }: RunComparison): string {
  const rows = runs.map(({ letter, run, accuracy, interval: [from, to], right, parameters, training }) => [
    `${letter}  ${run}`,
    percent(accuracy),
    `${percent(from)} to ${percent(to)}`,
    whole(test.count - right),
    whole(parameters),
    training ? whole(training.epochs) : "-",
    training ? duration(training.seconds) : "-",
  ]);
  return textTable(["Run", "Accuracy", "95 % interval", "Wrong", "Parameters", "Epochs", "Training"], rows);
}

function pairsText({ pairs }: RunComparison): string {
  return textTable(pairHead("McNemar", pairs), pairRows(pairs));
}

function recipeText({ recipe, runs }: RunComparison): string {
  if (recipe.length === 0) return "The recipes are the same.\n";
  const rows = recipe.map(({ setting, values }) => [settingName(setting), ...values.map(settingValue)]);
  return textTable(["Recipe", ...runs.map(({ letter }) => letter)], rows);
}

function imagesText({ disagreements, classNames, runs }: RunComparison): string {
  if (disagreements.length === 0) return "";
  const name = (label: number) => classNames[label] ?? String(label);
  const rows = disagreements
    .slice(0, TOLD)
    .map(({ image, label, answers }: Disagreement) => [
      `image ${image}, true ${name(label)}`,
      ...answers.map(({ predicted, confidence }) => `${name(predicted)} (${percent(confidence, 1)})`),
    ]);
  const rest = disagreements.length - rows.length;
  const more = rest > 0 ? `and ${whole(rest)} more, on the page and with --json\n` : "";
  return `${textTable(["They disagree on", ...runs.map(({ letter }) => letter)], rows)}${more}`;
}
