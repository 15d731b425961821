import { relative } from "node:path";
import { type Dataset, predictedClasses } from "tenfold";
import { readConfig } from "../records/run-config.js";
import type { Arm } from "./arm.js";
import { AUGMENTED, KNOWING, PLAIN_LONGER } from "./arms.js";
import { compared, type Hits, type Pair } from "./comparison.js";
import type { Outcome } from "./outcome.js";
import { readPredictions } from "./stored-predictions.js";
import type { StudyConfig } from "./study-config.js";
import { type StudyFolder, studyRun } from "./study-folder.js";
import { bestByValidation, type SettingResult, type StudyResults, settingResult } from "./study-results.js";

/** An arm with what each of its runs came to, in the order of the seeds. */
export interface FinishedArm {
  readonly arm: Arm;
  readonly outcomes: readonly Outcome[];
}

/**
 * Puts together what the runs of a study came to, and compares them on the test images.
 *
 * @param test the test images, on which all runs were judged
 * @throws FormatError when a file of a run is damaged
 */
export async function gatherResults(
  folder: StudyFolder,
  { options, begun, data }: StudyConfig,
  finished: readonly FinishedArm[],
  test: Dataset,
): Promise<StudyResults> {
  const settings = finished.map(({ arm, outcomes }) => settingResult(arm, outcomes));
  const runs = finished.flatMap(({ arm, outcomes }) => outcomes.map(({ seed }) => studyRun(folder, arm, seed)));
  const configs = await Promise.all(runs.map(readConfig));
  const judged = await Promise.all(finished.map(async ({ arm, outcomes }) => hitsOf(folder, arm, outcomes, test)));
  const isChoice = options.kind === "architectures" || options.kind === "ranges";
  const chosen = isChoice && settings.length > 1 ? bestByValidation(settings) : undefined;
  const lead = options.kind === "augmentation" ? AUGMENTED : options.kind === "context" ? KNOWING : chosen?.name;
  return {
    study: options.kind,
    folder: relative("", folder.path) || folder.path,
    options,
    begun,
    settings,
    ...(chosen && { chosen: chosen.name }),
    comparisons: compared(pairsOf(lead, judged)),
    notes: notesOf(settings, options.kind === "augmentation"),
    data: { training: data.training, test: data.test },
    machines: distinct(configs.map(({ machine }) => machine)),
    threads: distinct(configs.map(({ threads }) => threads)),
    versions: distinct(configs.map(({ versions }) => JSON.stringify(versions))).map((text) => JSON.parse(text)),
  };
}

interface JudgedArm {
  readonly name: string;
  readonly runs: readonly Hits[];
}

async function hitsOf(folder: StudyFolder, arm: Arm, outcomes: readonly Outcome[], test: Dataset): Promise<JudgedArm> {
  const classes = test.classNames.length;
  const runs = outcomes.map(async ({ seed }) => {
    const { probabilities } = await readPredictions(studyRun(folder, arm, seed), test.labels, classes);
    const predicted = predictedClasses(probabilities, classes);
    return { seed, hits: predicted.map((label, row) => (label === test.labels[row] ? 1 : 0)) };
  });
  return { name: arm.name, runs: await Promise.all(runs) };
}

/** One arm against each of the others. */
function pairsOf(lead: string | undefined, judged: readonly JudgedArm[]): Pair[] {
  const first = judged.find(({ name }) => name === lead);
  return first ? judged.filter((second) => second !== first).map((second) => ({ first, second })) : [];
}

function notesOf(settings: readonly SettingResult[], augmentation: boolean): string[] {
  const seeds = settings[0]?.runs.length ?? 0;
  const notes = seeds < 3 ? [`${seeds === 1 ? "One seed says" : "Two seeds say"} little about spread; take three or more.`] : [];
  if (!augmentation || settings.some(({ name }) => name === PLAIN_LONGER)) return notes;
  const [augmented, plain] = settings as [SettingResult, SettingResult];
  const noisy =
    plain.secondsPerEpoch.mean > augmented.secondsPerEpoch.mean
      ? ["The clock saw epochs without augmentation take longer, though they do less: other work shared the machine."]
      : [];
  const { epochs } = plain.recipe;
  return [
    ...notes,
    ...noisy,
    `The seconds of the augmented training give the other no more than its ${epochs} epochs: equal epochs are equal time.`,
  ];
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
