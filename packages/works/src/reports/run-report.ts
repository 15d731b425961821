import { basename } from "node:path";
import { type Dataset, type Model, multiplyAdds, type Predictions, parameterCounts, summarize } from "tenfold";
import { knownOf } from "../models/known-of.js";
import { plural } from "../pages/numbers.js";
import type { ModelUsed } from "../records/model-used.js";
import type { RunFolder } from "../records/run-folder.js";
import { readResult } from "../records/run-result.js";
import { teachersOf } from "../records/teachers-judged.js";
import { galleryOf } from "./images/gallery.js";
import type { ReportData, Sample } from "./report-data.js";

/** How many test images a report shows: the first ones, so that nobody chose them. */
const SAMPLES = 9;

/**
 * Writes `report.html`, `model-card.md` and the plots from what a run has left on disk.
 *
 * @param test the images of which a report shows some; without them it shows none
 */
export async function writeRunReport(run: RunFolder, model: Model, test?: Dataset): Promise<void> {
  const { writeReport } = await import("./write-report.js"); // with all that draws and paints
  await writeReport(run.path, await reportData(run, model, test));
}

async function reportData(run: RunFolder, model: Model, test?: Dataset): Promise<ReportData> {
  const { config, teachers, ...result } = await readResult(run);
  const { data, versions, machine, transfer, distillation, ...settings } = config;
  const { trainable, fixed } = parameterCounts(model.network);
  return {
    title: run.path,
    ...result,
    ...(teachers && { teachers: teachersOf(config, teachers) }),
    samples: test ? await samplesOf(model, test) : [],
    ...(test && result.evaluation && { gallery: galleryOf(test, await readAll(model, test), result.full?.explanations) }),
    classNames: model.classNames,
    config: {
      ...settings,
      ...(data.validation && { validation: `${plural(data.validation.count, "image")} of ${data.validation.name}` }),
      ...(transfer && { transfer: withoutPlace(transfer) }),
      ...(distillation && { distillation: { ...distillation, teachers: distillation.teachers.map(withoutPlace) } }),
    },
    network: summarize(model.network),
    parameters: trainable + fixed,
    multiplyAdds: multiplyAdds(model.network),
    data: [data.training, ...(data.validation ? [data.validation] : []), data.test],
    versions,
    machine,
  };
}

/** Others need not know where a model lay. */
function withoutPlace<Used extends ModelUsed>(used: Used): Used {
  return { ...used, from: basename(used.from) };
}

async function readAll(model: Model, dataset: Dataset): Promise<Predictions> {
  const { images, labels } = dataset;
  return { probabilities: await model.predict(images, knownOf(model, dataset)), labels, classes: model.classNames.length };
}

async function samplesOf(model: Model, dataset: Dataset): Promise<Sample[]> {
  const { images, labels, context } = dataset;
  const shown = images.slice(0, SAMPLES);
  const { height, width } = shown;
  const probabilities = await model.predict(shown, model.context && context ? { context: context.slice(0, SAMPLES) } : {});
  const classes = model.classNames.length;
  return Array.from({ length: shown.count }, (_, index) => {
    const row = probabilities.subarray(index * classes, (index + 1) * classes);
    const confidence = Math.max(...row);
    const label = labels[index] as number;
    return { pixels: shown.slice(index, index + 1).pixels, height, width, label, predicted: row.indexOf(confidence), confidence };
  });
}
