import { join } from "node:path";
import { theme } from "tenfold";
import { makeFolder, writeAside } from "tenfold/node";
import { asJson } from "../../files/json-file.js";
import { renderPng, renderSvg } from "../../pages/render.js";
import type { StudyFolder } from "../study-folder.js";
import type { StudyResults } from "../study-results.js";
import { resultsCsv } from "./results-csv.js";
import { studyFigures } from "./study-figures.js";
import { studyPage } from "./study-page.js";

/** Writes what a study came to: `results.json`, `results.csv`, `plots/<name>.svg` and `.png`, and last `study.html`. */
export async function writeStudyReport(folder: StudyFolder, results: StudyResults): Promise<void> {
  await writeAside(folder.results, asJson(results));
  await writeAside(folder.csv, resultsCsv(results));
  const plots = join(folder.path, "plots");
  await makeFolder(plots);
  for (const [name, spec] of Object.entries(studyFigures(results))) {
    const svg = await renderSvg(spec, theme("light"));
    await writeAside(join(plots, `${name}.svg`), svg);
    await writeAside(join(plots, `${name}.png`), await renderPng(svg));
  }
  await writeAside(folder.page, await studyPage(results));
}
