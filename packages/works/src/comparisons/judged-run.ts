import { basename } from "node:path";
import { type Dataset, multiplyAdds, type Predictions, parameterCounts, predictedClasses } from "tenfold";
import { exists } from "../files/exists.js";
import { knownOf } from "../models/known-of.js";
import { openModel } from "../models/open-model.js";
import type { DistillationUsed } from "../records/distillation-used.js";
import type { ModelUsed } from "../records/model-used.js";
import { presetOf, readConfig } from "../records/run-config.js";
import { runFolder } from "../records/run-folder.js";
import { readHistory } from "../records/run-history.js";
import type { TransferUsed } from "../records/transfer-used.js";

/** A run or a model file with what it says of the test images. */
export interface JudgedRun {
  readonly path: string;
  readonly classNames: readonly string[];
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly predictions: Predictions;
  /** One class index an image. */
  readonly predicted: Uint8Array;
  /** 1 where that is right, else 0. */
  readonly hits: Uint8Array;
  /** How it was trained; a model file does not know. */
  readonly recipe: Readonly<Record<string, unknown>>;
  /** Absent for a model file. */
  readonly training?: { readonly epochs: number; readonly seconds: number };
}

/**
 * Opens a run folder or a model file and asks it about the test images.
 *
 * @throws InputError when there is none, it is damaged, or takes other pictures
 */
export async function judgeRun(path: string, test: Dataset, threads: number | undefined): Promise<JudgedRun> {
  const model = await openModel(path, { threads });
  try {
    const classes = model.classNames.length;
    const probabilities = await model.predict(test.images, knownOf(model, test));
    const predicted = predictedClasses(probabilities, classes);
    const { trainable, fixed } = parameterCounts(model.network);
    return {
      path,
      classNames: model.classNames,
      parameters: trainable + fixed,
      multiplyAdds: multiplyAdds(model.network),
      predictions: { probabilities, labels: test.labels, classes },
      predicted,
      hits: predicted.map((label, row) => (label === test.labels[row] ? 1 : 0)),
      ...(await howTrained(path, model.network.name)),
    };
  } finally {
    await model.dispose();
  }
}

/** A model is told by the beginning of its hash, not by where it lay. */
function shortly({ from, sha256 }: ModelUsed): string {
  return `${basename(from)} ${sha256.slice(0, 12)}`;
}

function begunWith({ from, sha256, ...choices }: TransferUsed): Readonly<Record<string, unknown>> {
  return { ...choices, "began with": shortly({ from, sha256 }) };
}

function learnedFrom({ teachers, ...terms }: DistillationUsed): Readonly<Record<string, unknown>> {
  return { "learned from": ["labels", ...teachers.map((teacher) => `${teacher.name} ${shortly(teacher)}`)], ...terms };
}

async function howTrained(path: string, architecture: string): Promise<Pick<JudgedRun, "recipe" | "training">> {
  const run = runFolder(path);
  if (!(await exists(run.config))) return { recipe: { architecture } };
  const config = await readConfig(run);
  const { name: preset, ...settings } = presetOf(config);
  const { loss, build, data, transfer, distillation, versions } = config;
  const nothing = { augment: null, earlyStopping: null, limit: null, labels: null }; // a run that has none of it says so
  const about = { loss, build, "training data": data.training.name, ...(data.limit !== undefined && { limit: data.limit }) };
  const begun = {
    "began with": "fresh weights",
    ...(data.labels !== undefined && { labels: data.labels }),
    "learned from": "labels",
    ...(transfer && begunWith(transfer)),
    ...(distillation && learnedFrom(distillation)),
  };
  const recipe = { preset, ...nothing, ...settings, ...about, ...begun, tenfold: versions.tenfold };
  if (!(await exists(run.history))) return { recipe };
  const history = await readHistory(run.history);
  return { recipe, training: { epochs: history.length, seconds: history.reduce((sum, { seconds }) => sum + seconds, 0) } };
}
