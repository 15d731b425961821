import { definitions, emptySection, type Section, section } from "../../pages/blocks.js";
import { recipeTerms } from "../recipe-terms.js";
import type { ReportData } from "../report-data.js";

/** The settings of the run. */
export function recipeSection(data: ReportData): Section {
  if (Object.keys(data.config).length === 0) return emptySection("Recipe", "The settings of this run were not recorded.");
  return section("Recipe", definitions(recipeTerms(data)));
}
