import { definitions, missing, section } from "../../pages/blocks.js";
import type { Markup } from "../../pages/markup.js";
import { recipeTerms } from "../recipe-terms.js";
import type { ReportData } from "../report-data.js";

/** The settings of the run. */
export function recipeSection(data: ReportData): Markup {
  const none = missing("The settings of this run were not recorded.");
  return section("Recipe", Object.keys(data.config).length > 0 ? definitions(recipeTerms(data)) : none);
}
