import { emptySection, missing, type Section, section } from "../../pages/blocks.js";
import { markup } from "../../pages/markup.js";
import { plural } from "../../pages/numbers.js";
import { explainedList } from "../images/explained-list.js";
import type { ReportData } from "../report-data.js";
import { judged } from "../verdict.js";

/** The mistakes that the network was surest of, and the right answers that it was least sure of. */
export async function surprisesSection(data: ReportData): Promise<Section> {
  const { gallery, classNames } = data;
  if (!judged(data)) return emptySection("Mistakes and doubts", "No test images were judged, so there are none to show.");
  if (!gallery) return emptySection("Mistakes and doubts", "The test images were not at hand, so none are shown.");
  const { mistakes, hits } = gallery;
  const explained = [...mistakes, ...hits].some(({ gradCam, occlusion }) => gradCam || occlusion.length > 0);
  const mistakesTitle = mistakes.length > 0 ? `The ${plural(mistakes.length, "mistake")} it was surest of` : "Mistakes";
  const hitsTitle = hits.length > 0 ? `The ${plural(hits.length, "right answer")} it was least sure of` : "Right answers";
  return section(
    "Mistakes and doubts",
    markup`<p class="lead">With the three most probable classes of each image.${explained ? SALIENCY : ""}</p>
<h3>${mistakesTitle}</h3>
${mistakes.length > 0 ? await explainedList(mistakes, classNames) : missing("No image was taken for another class.")}
<h3>${hitsTitle}</h3>
${hits.length > 0 ? await explainedList(hits, classNames) : missing("No image was read right.")}`,
  );
}

const SALIENCY =
  " Orange marks what spoke for the class that it was read as, blue what spoke against it: first by Grad-CAM, then by occlusion, which " +
  "covers one place after another and sees how the probability changes.";
