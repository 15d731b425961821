import { emptySection, type Section, section } from "../../pages/blocks.js";
import { markup } from "../../pages/markup.js";
import { plural } from "../../pages/numbers.js";
import { sampleList } from "../images/samples.js";
import type { ReportData } from "../report-data.js";

/** The first test images with their true and predicted classes. */
export async function samplesSection({ samples, classNames }: ReportData): Promise<Section> {
  if (samples.length === 0) return emptySection("Test images", "No sample images were kept.");
  const count = samples.length === 9 ? "Nine test images" : plural(samples.length, "test image");
  return section(
    count,
    markup`<p class="lead">The first ones, so that nobody chose them; with the probability of the class that each was read as.</p>
${await sampleList(samples, classNames)}`,
    "test-images",
  );
}
