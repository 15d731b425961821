import { join } from "node:path";
import { renderPng } from "../pages/render.js";
import { drawPlots } from "./draw.js";
import { sampleSheet } from "./images/samples.js";
import { modelCard } from "./model-card.js";
import type { ReportData } from "./report-data.js";
import { reportHtml } from "./report-html.js";
import { type Write, writeInFolder, writePlots } from "./write-plots.js";

/**
 * Writes into a folder, which is made if need be: for each plot that the data allows `plots/<name>.svg`, `.png` and the numbers behind it as
 * `.csv`; `model-card.md`; and at last `report.html`.
 *
 * @returns the paths written
 */
export async function writeReport(
  folder: string,
  data: ReportData,
  { write = writeInFolder }: { write?: Write } = {},
): Promise<{ report: string; card: string; plots: string[] }> {
  const drawings = await drawPlots(data);
  const plots = await writePlots(folder, drawings, write);
  const put = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, "plots", name);
    await write(path, Buffer.from(content));
    plots.push(path);
  };
  if (data.samples.length > 0) {
    const svg = await sampleSheet(data.samples, data.classNames);
    await put("samples.svg", svg);
    await put("samples.png", await renderPng(svg));
  }
  const card = join(folder, "model-card.md");
  await write(card, Buffer.from(modelCard(data)));
  const report = join(folder, "report.html");
  await write(report, Buffer.from(await reportHtml(data, drawings)));
  return { report, card, plots };
}
