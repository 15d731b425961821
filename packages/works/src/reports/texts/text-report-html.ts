import { contentsOf, withFolded } from "../../pages/contents.js";
import { wholePage } from "../../pages/whole-page.js";
import type { Drawings } from "../draw.js";
import type { ReportData } from "../report-data.js";
import { costSection } from "../sections/cost-section.js";
import { dataSection } from "../sections/data-section.js";
import { networkSection } from "../sections/network-section.js";
import { recipeSection } from "../sections/recipe-section.js";
import { trainingSection } from "../sections/training-section.js";
import { runTitle } from "../sentences/run-title.js";
import { verdict } from "../verdict.js";
import { lengthsSection, misreadSection } from "./strings-section.js";

/** The report of a run on texts as one HTML page that asks for nothing. */
export function textReportHtml(data: ReportData, drawings: Drawings): string {
  const { sentence, trust } = verdict(data);
  const { inHead, onPage } = runTitle(data);
  const misread = misreadSection(data.texts);
  const sections = withFolded([
    trainingSection(data, drawings),
    lengthsSection(data.texts),
    ...(misread ? [misread] : []),
    networkSection(data),
    recipeSection(data),
    dataSection(data),
    costSection(data),
  ]);
  return wholePage({
    title: inHead,
    about: onPage,
    contents: contentsOf(sections),
    verdict: sentence,
    trust,
    generator: "tenfold train",
    sections,
  });
}
