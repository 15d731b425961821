import { emptySection, type Section, section } from "../../pages/blocks.js";
import type { ReportData } from "../report-data.js";
import { classTable } from "../tables/class-table.js";
import { judged } from "../verdict.js";

/** Precision, recall and F1 of every class. */
export function classesSection(data: ReportData): Section {
  const evaluation = judged(data);
  if (!evaluation) return emptySection("Classes", "No test images were judged, so there are no scores by class.");
  return section("Classes", classTable(evaluation));
}
