import { emptySection, missing, type Section, section } from "../../pages/blocks.js";
import { markup } from "../../pages/markup.js";
import { plural } from "../../pages/numbers.js";
import type { ReportData } from "../report-data.js";

/** Which data was used, with the hashes of its files. */
export function dataSection({ data = [] }: ReportData): Section {
  if (data.length === 0) return emptySection("Data", "Which data was used was not recorded.");
  const sets = data.map(({ name, count, hashes = {} }) => {
    const files = Object.entries(hashes).map(([file, hash]) => markup`<li>${file}<code>${hash}</code></li>`);
    const list = files.length > 0 ? markup`<ul class="hashes">${files}</ul>` : missing("No hashes were recorded.");
    return markup`<h3>${name}, ${plural(count, "image")}</h3>${list}
`;
  });
  return section("Data", markup`${sets}`);
}
