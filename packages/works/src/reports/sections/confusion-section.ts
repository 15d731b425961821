import { emptySection, type Section, section } from "../../pages/blocks.js";
import { markup } from "../../pages/markup.js";
import type { Drawings } from "../draw.js";
import type { ReportData } from "../report-data.js";
import { confusionMatrix, MANY } from "../tables/matrix.js";
import { mistakeList } from "../tables/mistakes.js";
import { judged } from "../verdict.js";

/** Which class was taken for which, with the images behind every cell. */
export async function confusionSection(data: ReportData, drawings: Drawings): Promise<Section> {
  const evaluation = judged(data);
  if (!evaluation) return emptySection("Confusion matrix", "No test images were judged, so there is no confusion matrix.");
  return section(
    "Confusion matrix",
    markup`<div class="${data.classNames.length < MANY ? "columns wide-left" : "stacked"}">${await confusionMatrix(evaluation, data, drawings)}
<div>${mistakeList(evaluation, data.classNames)}</div></div>`,
  );
}
