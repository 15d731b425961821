import { asides, emptySection, type Section, section, table } from "../../pages/blocks.js";
import { markup } from "../../pages/markup.js";
import { errorRate, percent, threeDigits, whole } from "../../pages/numbers.js";
import type { Drawings } from "../draw.js";
import { figure } from "../figure.js";
import type { ReportData } from "../report-data.js";

/** What leaving the unsure images to a human buys. */
export function rejectionSection({ full }: ReportData, drawings: Drawings): Section {
  if (!full) return emptySection("Rejection", "What leaving unsure images to a human buys was not measured.");
  const { readRates, aurc, notes } = full.rejection;
  const rows = readRates.map(({ error, readRate, wrong, threshold }) => [
    `${errorRate(error)} wrong`,
    readRate === null ? "not enough data" : percent(readRate),
    readRate === null ? "\u2013" : whole(wrong),
    threshold === null ? "\u2013" : String(Number(threshold.toFixed(6))),
  ]);
  return section(
    "Rejection",
    markup`<div class="columns">
${figure(drawings, "rejection", "There was no image to leave out.")}
<div>${table(["At most", "Read", "Wrong", "From confidence"], rows)}
${asides([`Read: the share of images answered without a human. Area under the risk-coverage curve: ${threeDigits(aurc)}, lower is better.`, ...notes])}</div></div>`,
  );
}
