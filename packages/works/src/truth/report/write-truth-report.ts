import { join } from "node:path";
import { InputError, palettes, riskCoveragePlot, themeOf } from "tenfold";
import { listFolder, makeFolder, readBytes, writeAside } from "tenfold/node";
import { exists } from "../../files/exists.js";
import { asJson } from "../../files/json-file.js";
import { csv } from "../../pages/csv.js";
import { renderPng, renderSvg } from "../../pages/render.js";
import type { JudgedTruth } from "../judged/truth-judge.js";
import { curveTable, stringsCsv } from "./truth-csv.js";
import { GENERATOR, truthPage } from "./truth-page.js";
import type { TruthReport } from "./truth-report.js";

/**
 * Refuses a folder that holds something else than an earlier report, before the work.
 *
 * @throws InputError
 */
export async function refuseOtherFolder(folder: string): Promise<void> {
  if (!(await exists(folder)) || (await listFolder(folder)).length === 0) return;
  const page = join(folder, "report.html");
  const start = (await exists(page)) ? new TextDecoder().decode((await readBytes(page)).subarray(0, 300)) : "";
  if (!start.includes(`content="${GENERATOR}"`))
    throw new InputError(`${folder} holds something else than a report of ${GENERATOR}; pass another --report`);
}

/**
 * Writes a report into a folder, which is made if need be: `report.html`, `report.json`, `strings.csv`, and the plot as SVG, PNG and CSV.
 *
 * @returns the path of the page
 */
export async function writeTruthReport(folder: string, report: TruthReport, judged: JudgedTruth): Promise<string> {
  await makeFolder(folder);
  const svg = await renderSvg(riskCoveragePlot(report), themeOf(palettes.light));
  const page = join(folder, "report.html");
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    ["risk-coverage.svg", svg],
    ["risk-coverage.png", await renderPng(svg)],
    ["risk-coverage.csv", csv(curveTable(report))],
    ["strings.csv", stringsCsv(judged.strings)],
    ["report.json", asJson(report)],
    ["report.html", await truthPage(report, judged)],
  ];
  for (const [name, content] of files) await writeAside(join(folder, name), content);
  return page;
}
