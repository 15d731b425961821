import { intervalText, percentSpread, points, pValue, spread, whole } from "tenfold-works/pages";
import type { StudyFolder, StudyResults } from "tenfold-works/studies";
import { CONTEXT_HEAD, contextRows, studyVerdict } from "tenfold-works/studies";
import { plain, textTable } from "../terminal/text-table.js";

/** What `tenfold study` says in the end. */
export function studyText({ page, csv }: StudyFolder, results: StudyResults): string {
  const { sentence, trust } = studyVerdict(results);
  const { settings, comparisons, chosen } = results;
  const rows = settings.map(({ name, validationAccuracy, testAccuracy, parameters, secondsPerEpoch, latencyMs }) => [
    name === chosen ? `${name} (chosen)` : name,
    percentSpread(validationAccuracy),
    percentSpread(testAccuracy),
    whole(parameters),
    spread(secondsPerEpoch),
    spread(latencyMs),
  ]);
  const table = textTable(["Setting", "Validation", "Test", "Parameters", "s/epoch", "One image, ms"], rows);
  return `${plain(sentence)}\n${plain(trust)}\n\n${table}${contextTable(results)}${comparisonText(comparisons)}\nPage: ${plain(page)}\nRuns: ${plain(csv)}\n`;
}

function contextTable(results: StudyResults): string {
  const rows = contextRows(results).map((cells) => cells.map((cell) => cell.replaceAll("–", "-").replaceAll("−", "-")));
  return results.study === "context" ? `\n${textTable([...CONTEXT_HEAD], rows)}` : "";
}

function comparisonText(comparisons: StudyResults["comparisons"]): string {
  if (comparisons.length === 0) return "";
  const rows = comparisons.map(({ first, second, difference, tests }) => [
    `${first} - ${second}`,
    points(difference.mean).replace("−", "-"),
    intervalText(difference).replaceAll("−", "-"),
    whole(difference.count),
    tests.map(({ holm }) => pValue(holm)).join(", "),
  ]);
  return `\n${textTable(["Test accuracy, points", "Mean", "95 % interval", "Seeds", "McNemar's p by seed, Holm"], rows)}`;
}
