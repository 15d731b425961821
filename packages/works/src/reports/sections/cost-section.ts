import { median } from "tenfold";
import { definitions, type Row, type Section, section } from "../../pages/blocks.js";
import { duration, rough, whole } from "../../pages/numbers.js";
import type { ReportData } from "../report-data.js";

/** What training and reading cost, on which machine and with which versions. */
export function costSection(data: ReportData): Section {
  const { history, full, parameters, multiplyAdds, versions, machine } = data;
  const speed = median(history.map((epoch) => epoch.images_per_second));
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
