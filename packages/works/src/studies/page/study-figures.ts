import { type PlotSpec, paretoFront, paretoPlot, settingsPlot } from "tenfold";
import { plural } from "../../pages/numbers.js";
import type { SettingResult, StudyResults } from "../study-results.js";

/** What a setting costs, in the ways that a study of architectures looks at. */
const COSTS = [
  { name: "parameters", title: "parameters", format: "~s", of: ({ parameters }: SettingResult) => parameters },
  { name: "multiply-adds", title: "multiply-adds an image", format: "~s", of: ({ multiplyAdds }: SettingResult) => multiplyAdds },
  { name: "seconds", title: "seconds of training", format: "~g", of: ({ seconds }: SettingResult) => seconds.mean },
  { name: "latency", title: "milliseconds for one image", format: "~g", of: ({ latencyMs }: SettingResult) => latencyMs.mean },
] as const;

/** The plots of a study by file name. */
export function studyFigures(results: StudyResults): Readonly<Record<string, PlotSpec>> {
  const accuracy = settingsPlot({
    settings: results.settings.map(({ name, testAccuracy: { mean, sd }, runs }) => {
      return { name, accuracies: runs.map(({ test }) => test.accuracy), mean, sd };
    }),
    images: testImages(results),
  });
  return { accuracy, ...(results.study === "architectures" && results.settings.length > 1 && paretoPlots(results)) };
}

function paretoPlots(results: StudyResults): Record<string, PlotSpec> {
  return Object.fromEntries(
    COSTS.map(({ name, title, format, of }) => {
      const choices = fronted(results.settings, of);
      return [`pareto-${name}`, paretoPlot({ choices, cost: { title, format }, images: validationImages(results) })];
    }),
  );
}

/** Each setting's cost and validation accuracy: whether it is on the front is a choice, so test images have no part in it. */
function fronted(settings: readonly SettingResult[], costOf: (setting: SettingResult) => number) {
  const choices = settings.map((setting) => ({ cost: costOf(setting), value: setting.validationAccuracy.mean }));
  const front = paretoFront(choices);
  return settings.map(({ name }, index) => {
    const { cost, value: accuracy } = choices[index] as { cost: number; value: number };
    return { name, cost, accuracy, front: front[index] === true };
  });
}

export function testImages({ data }: StudyResults): string {
  return plural(data.test.count, "test image");
}

export function validationImages({ settings }: StudyResults): string {
  return plural(settings[0]?.runs[0]?.validation.count ?? 0, "validation image");
}
