import { missing, section } from "../../pages/blocks.js";
import type { Markup } from "../../pages/markup.js";
import type { ReportData } from "../report-data.js";
import { classTable } from "../tables/class-table.js";
import { judged } from "../verdict.js";

/** Precision, recall and F1 of every class. */
export function classesSection(data: ReportData): Markup {
  const evaluation = judged(data);
  return section("Classes", evaluation ? classTable(evaluation) : missing("No test images were judged, so there are no scores by class."));
}
