import { definitions, section } from "../../page/blocks.js";
import type { Markup } from "../markup.js";
import { duration, rough, whole } from "../numbers.js";
import type { Row } from "../recipe.js";
import type { ReportData } from "../report-data.js";

/** What training and reading cost, on which machine and with which versions. */
export function costSection(data: ReportData): Markup {
  const { history, full, parameters, multiplyAdds, versions, machine } = data;
  const speeds = history.map((epoch) => epoch.images_per_second).sort((a, b) => a - b);
  const speed = speeds[speeds.length >> 1];
  const seconds = data.seconds ?? (history.length > 0 ? history.reduce((sum, epoch) => sum + epoch.seconds, 0) : undefined);
  const reading = full?.imagesPerSecond ?? undefined;
  return section(
    "Cost and machine",
    definitions([
      ["Training time", seconds === undefined ? "not measured" : duration(seconds)],
      ["Training speed", speed === undefined ? "not measured" : `${whole(speed)} images/s, median of the epochs`],
      ["Reading speed", reading === undefined ? "not measured" : `${whole(reading)} images/s, in batches`],
      ["Parameters", parameters === undefined ? "not recorded" : whole(parameters)],
      ["Multiply-adds", multiplyAdds === undefined ? "not recorded" : `${rough(multiplyAdds)} an image`],
      ["Machine", machine || "not recorded"],
      ...Object.entries(versions).map(([name, version]): Row => [name, version]),
    ]),
  );
}
