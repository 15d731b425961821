import { missing, section } from "../../page/blocks.js";
import { type Markup, markup } from "../markup.js";
import { plural } from "../numbers.js";
import type { ReportData } from "../report-data.js";
import { sampleList } from "../samples.js";

/** The first test images with their true and predicted classes. */
export async function samplesSection({ samples, classNames }: ReportData): Promise<Markup> {
  if (samples.length === 0) return section("Test images", missing("No sample images were kept."));
  const count = samples.length === 9 ? "Nine test images" : plural(samples.length, "test image");
  return section(
    count,
    markup`<p class="lead">The first ones, so that nobody chose them; with the probability of the class that each was read as.</p>
${await sampleList(samples, classNames)}`,
  );
}
