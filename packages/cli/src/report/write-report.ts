import { dirname, join } from "node:path";
import { makeFolder, writeAside } from "tenfold/node";
import { drawPlots } from "./draw.js";
import { modelCard } from "./model-card.js";
import { renderPng } from "./render.js";
import { reportHtml } from "./report.js";
import type { ReportData } from "./report-data.js";
import { sampleSheet } from "./samples.js";

/** Puts bytes into a file, whole or not at all. */
export type Write = (path: string, bytes: Uint8Array) => Promise<void>;

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
  const plots: string[] = [];
  const put = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, "plots", name);
    await write(path, Buffer.from(content));
    plots.push(path);
  };
  for (const [name, { svg, png, csv }] of drawings) {
    await put(`${name}.svg`, svg);
    await put(`${name}.png`, png);
    await put(`${name}.csv`, csv);
  }
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

async function writeInFolder(path: string, bytes: Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  await writeAside(path, bytes);
}
