import type { Row } from "../../pages/blocks.js";
import { asides, definitions, section, table } from "../../pages/blocks.js";
import { drawnFigure } from "../../pages/drawn-figure.js";
import { type Markup, markup } from "../../pages/markup.js";
import { plural, whole } from "../../pages/numbers.js";
import { percentSpread } from "../../pages/spread.js";
import { wholePage } from "../../pages/whole-page.js";
import type { StudyResults } from "../study-results.js";
import { comparisonSection } from "./comparison-section.js";
import { contextSection } from "./context-section.js";
import { recipeRows } from "./recipe-rows.js";
import { runTable } from "./run-table.js";
import { costSection } from "./study-cost-section.js";
import { studyFigures, testImages, validationImages } from "./study-figures.js";
import { studyVerdict } from "./study-verdict.js";

/** What a study came to as one HTML page. */
export async function studyPage(results: StudyResults): Promise<string> {
  const { sentence, trust } = studyVerdict(results);
  const { accuracy, ...pareto } = studyFigures(results);
  const fronts = await Promise.all(Object.values(pareto).map(drawnFigure));
  return wholePage({
    title: results.folder,
    verdict: sentence,
    trust,
    generator: "tenfold study",
    sections: [
      section(
        "How accurate",
        markup`<div class="columns">${accuracy && (await drawnFigure(accuracy))}<div>${accuracyTable(results)}</div></div>`,
      ),
      ...(results.study === "context" ? [contextSection(results)] : []),
      ...(results.comparisons.length > 0 ? [comparisonSection(results)] : []),
      ...(fronts.length > 0 ? [section("What accuracy costs", markup`<div class="columns">${fronts}</div>${asides([FRONT])}`)] : []),
      costSection(results),
      section("Every run", runTable(results)),
      markup`<div class="columns">${recipeSection(results)}${machineSection(results)}</div>`,
    ],
  });
}

const FRONT =
  "An architecture is on the front when no other is as cheap and as accurate, and better on one of the two. Picking from the front is a " +
  "choice, so it is drawn with the accuracy on validation images.";

function accuracyTable(results: StudyResults): Markup {
  const { settings, chosen, options, notes } = results;
  const rows = settings.map(({ name, validationAccuracy, testAccuracy }) => [
    name === chosen ? markup`${name} <span class="chosen">✓ chosen</span>` : name,
    percentSpread(validationAccuracy),
    percentSpread(testAccuracy),
  ]);
  const chose = chosen === undefined ? [] : ["Chosen by the mean accuracy on validation images; test images choose nothing."];
  return markup`${table(["Setting", "Validation", "Test"], rows)}
${asides([
  `Accuracy, mean ± sd of n = ${options.seeds.length} (${plural(options.seeds.length, "seed")}), on ${validationImages(results)} a seed and on ${testImages(results)}. In each run the epoch with the lowest validation loss gave the weights.`,
  ...chose,
  ...notes,
])}`;
}

function recipeSection({ settings, options }: StudyResults): Markup {
  const { shared, differing } = recipeRows(settings);
  const differ = differing.length > 0 ? markup`<h3>What differs</h3>${definitions(differing)}` : undefined;
  return section(
    "Recipe",
    markup`${differ}${differ && markup`<h3>What all share</h3>`}${definitions([...shared, ["Seeds", options.seeds.join(", ")]])}`,
  );
}

function machineSection({ machines, threads, versions, data, begun, options }: StudyResults): Markup {
  const limit = options.limit === undefined ? [] : [["Training images", `only the first ${whole(options.limit)}`] as const];
  const rows: Row[] = [
    ["Training data", `${data.training.name}, ${plural(data.training.count, "image")}, validation among them`],
    ...limit,
    ["Test data", `${data.test.name}, ${plural(data.test.count, "image")}`],
    ["Machine", machines.join("; ")],
    ["Threads", threads.join(", ")],
    ...(versions[0] ? Object.keys(versions[0]).map((name): Row => [name, [...new Set(versions.map((all) => all[name]))].join(", ")]) : []),
    ["Begun", `${begun.slice(0, 16).replace("T", " ")} UTC`],
  ];
  return section("Data and machine", definitions(rows));
}
