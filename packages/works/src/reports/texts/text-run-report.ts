import { multiplyAdds, parameterCounts, summarize } from "tenfold";
import { writeAside } from "tenfold/node";
import type { TextModel } from "tenfold/recognize";
import type { RunFolder } from "../../records/run-folder.js";
import { readResult } from "../../records/run-result.js";
import type { ReportData } from "../report-data.js";
import { writePlots } from "../write-plots.js";

/** Writes `model-card.md`, `plots/` and at last `report.html` of a run on texts, from what it has left on disk. */
export async function writeTextRunReport(
  run: RunFolder,
  { network, classNames }: Pick<TextModel, "network" | "classNames">,
): Promise<void> {
  const { drawPlots } = await import("../draw.js"); // with all that draws and paints
  const { textModelCard } = await import("./text-model-card.js");
  const { textReportHtml } = await import("./text-report-html.js");
  const { config, history, stopped, texts } = await readResult(run);
  const { data: used, versions, machine, ...settings } = config;
  const { trainable, fixed } = parameterCounts(network);
  const data: ReportData = {
    ...{ title: run.path, history, ...(stopped !== undefined && { stopped }), ...(texts && { texts }) },
    ...{ samples: [], classNames, config: { ...settings }, versions, machine },
    ...{
      network: summarize(network),
      parameters: trainable + fixed,
      multiplyAdds: multiplyAdds(network),
      data: [used.training, used.test],
    },
  };
  const drawings = await drawPlots(data);
  await writePlots(run.path, drawings);
  await writeAside(run.card, Buffer.from(textModelCard(data)));
  await writeAside(run.report, Buffer.from(textReportHtml(data, drawings)));
}
