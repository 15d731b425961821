import type { Section } from "../pages/blocks.js";
import { contentsOf, withFolded } from "../pages/contents.js";
import { markup, trusted } from "../pages/markup.js";
import { pageStyle } from "../pages/page-style.js";
import { type Drawings, drawPlots } from "./draw.js";
import { keyFigures } from "./key-figures.js";
import type { ReportData } from "./report-data.js";
import { calibrationSection } from "./sections/calibration-section.js";
import { classesSection } from "./sections/classes-section.js";
import { confusionSection } from "./sections/confusion-section.js";
import { costSection } from "./sections/cost-section.js";
import { dataSection } from "./sections/data-section.js";
import { filtersSection } from "./sections/filters-section.js";
import { networkSection } from "./sections/network-section.js";
import { othersSection } from "./sections/others-section.js";
import { recipeSection } from "./sections/recipe-section.js";
import { rejectionSection } from "./sections/rejection-section.js";
import { robustnessSection } from "./sections/robustness-section.js";
import { samplesSection } from "./sections/samples-section.js";
import { surprisesSection } from "./sections/surprises-section.js";
import { trainingSection } from "./sections/training-section.js";
import { writersSection } from "./sections/writers-section.js";
import { runTitle } from "./sentences/run-title.js";
import { verdict } from "./verdict.js";

/**
 * The report of a run as one HTML page that asks for nothing: no script, no font, no file. It reads on a phone and on a wide screen, in
 * light and dark, and prints.
 *
 * @param drawings its plots, where they are drawn already
 * @returns the text of the page
 */
export async function reportHtml(data: ReportData, drawings?: Drawings): Promise<string> {
  const { sentence, trust } = verdict(data);
  const { inHead, onPage } = runTitle(data);
  const plots = drawings ?? (await drawPlots(data));
  const [recipe, facts, cost] = [recipeSection(data), dataSection(data), costSection(data)];
  const beside = [recipe, facts, cost];
  const sections = withFolded([...(await sectionsOf(data, plots)), ...beside.filter(({ empty }) => empty !== undefined)]);
  const listed = [...sections, ...beside.filter(({ empty }) => empty === undefined)];
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${inHead}: ${sentence}</title>
<style>${trusted(pageStyle)}</style>
</head>
<body>
<header><p class="run">${onPage}</p><h1>${sentence}</h1><p>${trust}</p>${keyFigures(data)}
${contentsOf(listed)}</header>
<main>
${sections}
<div class="columns">
${recipe}
<div>${facts}
${cost}</div>
</div>
</main>
<footer>Made by Tenfold. This page is complete in itself: it opens without a network.</footer>
</body>
</html>
`;
  return page.markup;
}

/** In the order of the page; those with nothing to show among them. */
async function sectionsOf(data: ReportData, plots: Drawings): Promise<Section[]> {
  const filters = await filtersSection(data);
  return [
    trainingSection(data, plots),
    await confusionSection(data, plots),
    await samplesSection(data),
    await surprisesSection(data),
    ...(filters ? [filters] : []),
    classesSection(data),
    calibrationSection(data, plots),
    rejectionSection(data, plots),
    await robustnessSection(data, plots),
    writersSection(data, plots),
    othersSection(data),
    networkSection(data),
  ];
}
