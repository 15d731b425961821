import type { Filters } from "tenfold";
import { emptySection, type Section, section } from "../../pages/blocks.js";
import { markup } from "../../pages/markup.js";
import { plural } from "../../pages/numbers.js";
import { saliencyImage } from "../../pages/saliency-image.js";
import type { ReportData } from "../report-data.js";

/** What the first convolution looks for. */
export async function filtersSection({ full }: ReportData): Promise<Section | undefined> {
  const filters = full?.explanations?.filters;
  if (!filters) return undefined;
  if (filters.channels !== 1) return emptySection("First filters", "The filters of the first layer read several colors and are not shown.");
  const items = filters.filters.map(async (filter, index) => {
    const picture = await filterImage(filter, filters);
    return picture === undefined
      ? undefined
      : markup`<li><img src="${picture}" alt="filter ${index}" width="48" height="48"></li>
`;
  });
  return section(
    "First filters",
    markup`<ul class="filters">${await Promise.all(items)}</ul>
<p class="aside">The ${plural(filters.filters.length, "filter")} of ${filters.layer}, ${filters.height} × ${filters.width}: orange answers to ink, blue to
its absence.</p>`,
  );
}

function filterImage(filter: readonly number[], { height, width }: Filters): Promise<string | undefined> {
  const rows = Array.from({ length: height }, (_, y) => filter.slice(y * width, (y + 1) * width));
  return saliencyImage(rows, { full: Math.max(1e-9, ...filter.map(Math.abs)), smooth: false });
}
