import { asides, emptySection, type Section, section, table } from "../../pages/blocks.js";
import { markup } from "../../pages/markup.js";
import { percent, plural, whole } from "../../pages/numbers.js";
import type { Drawings } from "../draw.js";
import { figure } from "../figure.js";
import type { ReportData } from "../report-data.js";

/** How many of the writers that are hardest to read are listed. */
const LISTED = 6;

/** How the error is spread over the people who wrote the images. */
export function writersSection({ full }: ReportData, drawings: Drawings): Section {
  const writers = full?.writers;
  if (!writers) return emptySection("Writers", "Who wrote the images is not known; tenfold evaluate --full --writers tells it.");
  const { images, writers: count, flawless, meanError, sd, sdByChance, worst, notes } = writers;
  const rows = worst
    .slice(0, LISTED)
    .map(({ writer, count, wrong, error, interval: [from, to] }) => [
      `No.\u00a0${writer}`,
      whole(count),
      whole(wrong),
      percent(error, 1),
      `${percent(from, 1)} to ${percent(to, 1)}`,
    ]);
  const spread =
    sd === null
      ? ""
      : ` The writers' errors scatter by ${percent(sd)} (standard deviation); were all equally hard to read, chance would make it ${percent(sdByChance)}.`;
  return section(
    "Writers",
    markup`<p class="lead">${plural(images, "image")} by ${plural(count, "writer")}; of ${whole(flawless)} none was misread. An average writer has
${percent(meanError)} misread.${spread}</p>
<div class="columns">
${figure(drawings, "writers", "There was no writer to draw.")}
<div><h3>Hardest to read, by the lower end of the interval</h3>
${table(["Writer", "Images", "Wrong", "Error", "95\u00a0% interval"], rows)}
${asides(notes)}</div></div>`,
  );
}
