import { dirname, join } from "node:path";
import { theme } from "tenfold";
import { makeFolder, writeAside } from "tenfold/node";
import { figuresOf } from "./figures.js";
import { renderPng, renderSvg } from "./render.js";
import { reportHtml } from "./report.js";
import type { ReportData } from "./report-data.js";
import { sampleSheet } from "./samples.js";

/** Puts bytes into a file, whole or not at all. */
export type Write = (path: string, bytes: Uint8Array) => Promise<void>;

/**
 * Writes `report.html` and, for each plot that the data allows, `plots/<name>.svg` and `.png` (accuracy, loss, learning-rate, confusion,
 * samples) into a folder, which is made if need be.
 *
 * @returns the paths written
 */
export async function writeReport(
  folder: string,
  data: ReportData,
  { write = writeInFolder }: { write?: Write } = {},
): Promise<{ report: string; plots: string[] }> {
  const report = join(folder, "report.html");
  await write(report, Buffer.from(await reportHtml(data)));
  const plots: string[] = [];
  for (const [name, svg] of await pictures(data)) {
    const path = join(folder, "plots", name);
    await write(`${path}.svg`, Buffer.from(svg));
    await write(`${path}.png`, await renderPng(svg));
    plots.push(`${path}.svg`, `${path}.png`);
  }
  return { report, plots };
}

/** Every plot as SVG text in the light theme, by file name. */
async function pictures(data: ReportData): Promise<[name: string, svg: string][]> {
  const svgs: [string, string][] = [];
  for (const [name, spec] of Object.entries(figuresOf(data))) svgs.push([name, await renderSvg(spec, theme("light"))]);
  if (data.samples.length > 0) svgs.push(["samples", await sampleSheet(data.samples, data.classNames)]);
  return svgs;
}

async function writeInFolder(path: string, bytes: Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  await writeAside(path, bytes);
}
