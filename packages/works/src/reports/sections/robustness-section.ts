import { emptySection, type Section, section, table } from "../../pages/blocks.js";
import { markup } from "../../pages/markup.js";
import { percent, plural } from "../../pages/numbers.js";
import type { Drawings } from "../draw.js";
import { figure } from "../figure.js";
import { spoiledImages } from "../images/spoiled-images.js";
import type { ReportData } from "../report-data.js";

/** How the network does on spoiled images. */
export async function robustnessSection({ full, samples }: ReportData, drawings: Drawings): Promise<Section> {
  const robustness = full?.robustness;
  if (!robustness) return emptySection("Robustness", whyNot(full?.notes));
  const { count, severity, clean, mean, corruptions, among } = robustness;
  const worst = [...corruptions].sort((a, b) => a.accuracy - b.accuracy).slice(0, 3);
  return section(
    "Robustness",
    markup`<div class="columns">
${figure(drawings, "robustness", "No corruption was tried.")}
<div>${table(
      ["", "Right"],
      [
        ["Clean", percent(clean)],
        [`Mean of ${corruptions.length} corruptions`, percent(mean)],
        ...(among
          ? [
              [`Clean, among the ${among.classes.length} classes shown`, percent(among.clean)],
              ["Mean, among these", percent(among.mean)],
            ]
          : []),
        ...worst.map(({ name, accuracy }) => [`Worst: ${name.replaceAll("_", " ")}`, percent(accuracy)]),
      ],
    )}
${await spoiledImages(robustness, samples[0])}
<p class="aside">The corruptions of MNIST-C (Mu and Gilmer, 2019) at severity ${severity}, drawn anew on ${plural(count, "image")}: compare with
published tables with that in mind.</p></div></div>`,
  );
}

function whyNot(notes: readonly string[] = []): string {
  return notes.find((note) => /robustness/i.test(note)) ?? "Spoiled images were not tried; tenfold evaluate --full tries them.";
}
