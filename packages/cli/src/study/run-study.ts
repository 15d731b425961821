import { type Host, Interrupted } from "../host.js";
import { type DataSource, sourceIn, sourceOf, whereOf } from "../run/data-source.js";
import { dataOf, prepare } from "../run/prepare.js";
import { runFolder } from "../run/run-folder.js";
import { locked, sweep } from "../run/run-lock.js";
import { type Arm, presetOfRun } from "./arm.js";
import { armsOf, equalTimeArm, PLAIN } from "./arms.js";
import { finishedOutcome, finishRun } from "./finish-run.js";
import { type FinishedArm, gatherResults } from "./gather-results.js";
import type { Outcome } from "./outcome.js";
import { beginStudy, type StudyConfig, settled, studyIn } from "./study-config.js";
import { type StudyFolder, studyRun } from "./study-folder.js";
import type { AskedOptions, StudyOptions } from "./study-options.js";
import { type StudyProgress, studyProgress } from "./study-progress.js";
import { type StudyResults, settingResult } from "./study-results.js";
import { writeStudyReport } from "./write-study-report.js";

export interface RunStudyOptions {
  /** A set's name or a path; MNIST, or where the study's data lay, when absent. */
  readonly data?: string | undefined;
  /** How to go on after an interruption. */
  readonly resumeCommand: string;
}

/**
 * Makes a study, or goes on with it: trains what is not trained yet, then compares and writes `results.json`, `results.csv`,
 * `study.html` and `plots/`.
 *
 * @throws UsageError when the folder holds another study
 * @throws Interrupted when somebody wished to stop, after the state was saved
 */
export async function runStudy(folder: StudyFolder, asked: AskedOptions, given: RunStudyOptions, host: Host): Promise<StudyResults> {
  const { data } = given;
  const elsewhere = data === undefined ? undefined : await sourceOf(data, undefined);
  const config = (await studyIn(folder, asked)) ?? (await begin(folder, settled(asked), elsewhere ?? {}, host));
  const source = elsewhere ?? sourceIn(config.data);
  const { test } = await dataOf(config, whereOf(source), host); // before hours of training, not after them
  return locked(runFolder(folder.path), async () => {
    await sweep(runFolder(folder.path));
    const scene = { folder, config, source, resumeCommand: given.resumeCommand, host };
    const results = await gatherResults(folder, config, await runAll(scene, armsOf(config.options)), test);
    await writeStudyReport(folder, results);
    return results;
  });
}

/** Reads the data as the first run will: what cannot start leaves no trace. */
async function begin(folder: StudyFolder, options: StudyOptions, source: DataSource, host: Host): Promise<StudyConfig> {
  const [arm] = armsOf(options) as [Arm];
  const { limit, seeds } = options;
  const { used } = await prepare(presetOfRun(arm, seeds[0] as number), source, { limit, host });
  return beginStudy(folder, options, used);
}

/** What every run of a study has in common. */
interface Scene {
  readonly folder: StudyFolder;
  readonly config: StudyConfig;
  readonly source: DataSource;
  readonly resumeCommand: string;
  readonly host: Host;
}

async function runAll(scene: Scene, arms: readonly Arm[]): Promise<FinishedArm[]> {
  const { options } = scene.config;
  const augmentation = options.kind === "augmentation";
  let later = augmentation;
  const progress = studyProgress(scene.host, (planned) => (later ? planned.filter(({ arm }) => arm === PLAIN) : []));
  const { signal, end } = scene.host.interruption();
  try {
    const first = await runArms(scene, arms, progress, signal);
    later = false;
    if (!augmentation) return first;
    const [augmented, plain] = first.map(({ arm, outcomes }) => settingResult(arm, outcomes));
    const longer = augmented && plain && equalTimeArm(options, augmented.seconds.mean, plain.secondsPerEpoch.mean);
    return longer ? [...first, ...(await runArms(scene, [longer], progress, signal))] : first;
  } finally {
    end();
  }
}

/** Seed by seed, every arm in turn: what the machine does meanwhile then meets all arms alike. */
async function runArms(scene: Scene, arms: readonly Arm[], progress: StudyProgress, signal: AbortSignal): Promise<FinishedArm[]> {
  const { folder, config, source, resumeCommand, host } = scene;
  const outcomes = arms.map((): Outcome[] => []);
  progress.plan(arms, config.options.seeds.length);
  for (const seed of config.options.seeds) {
    for (const [index, arm] of arms.entries()) {
      const run = studyRun(folder, arm, seed);
      const finished = await finishedOutcome(run, arm, seed, config);
      progress.begin(arm, seed, finished !== undefined);
      if (signal.aborted) throw new Interrupted(`interrupted; go on with ${resumeCommand}`);
      const given = { study: config, source, callbacks: [progress.callback], resumeCommand };
      const outcome = finished ?? (await finishRun(run, arm, seed, given, listeningTo(signal, host)));
      progress.end(arm, outcome);
      outcomes[index]?.push(outcome);
    }
  }
  return arms.map((arm, index) => ({ arm, outcomes: outcomes[index] ?? [] }));
}

/** The host of a single run: the wish to stop is the study's, and a run that is over no longer hears it. */
function listeningTo(signal: AbortSignal, host: Host): Host {
  return {
    ...host,
    interruption() {
      const controller = new AbortController();
      const forward = () => controller.abort();
      if (signal.aborted) forward();
      signal.addEventListener("abort", forward);
      return { signal: controller.signal, end: () => signal.removeEventListener("abort", forward) };
    },
  };
}
