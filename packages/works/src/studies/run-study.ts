import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "tenfold";
import type { Host } from "../host.js";
import { type DataSource, sourceIn, sourceOf, whereOf } from "../records/data-source.js";
import { locked, sweep } from "../resumable/place-lock.js";
import { heedingWishes, type WishToStop } from "../resumable/wish-to-stop.js";
import { type Beginning, withoutTrace } from "../resumable/without-trace.js";
import { dataOf } from "../runs/opening/begun-data.js";
import { prepare } from "../runs/opening/prepare.js";
import { type Arm, presetOfRun } from "./arm.js";
import { armsOf, equalTimeArm, PLAIN } from "./arms.js";
import { type FinishedArm, gatherResults } from "./gather-results.js";
import { type MakeRuns, type Making, makeRunsHere } from "./making/make-runs.js";
import { writeStudyReport } from "./page/write-study-report.js";
import { beginStudy, type StudyConfig, settled, studyIn } from "./study-config.js";
import { type StudyFolder, studyRun } from "./study-folder.js";
import type { AskedOptions, StudyKind, StudyOptions } from "./study-options.js";
import { type StudyProgress, studyProgress } from "./study-progress.js";
import { type StudyResults, settingResult } from "./study-results.js";

export interface RunStudyOptions {
  /** A set's name or a path; MNIST, or where the study's data lay, when absent. */
  readonly data?: string | undefined;
  /** A table of what is known of the writers, which a study of the context wants where it begins. */
  readonly context?: string | undefined;
  /** How to go on after an interruption. */
  readonly resumeCommand: string;
  /** Who trains; this process, one run after the other, unless told. */
  readonly makeRuns?: MakeRuns | undefined;
}

/**
 * Makes a study, or goes on with it: trains what is not trained yet, then compares and writes `results.json`, `results.csv`,
 * `study.html` and `plots/`.
 *
 * @throws UsageError when the folder holds another study, or nothing is known of the writers that a study of the context could judge
 * @throws Interrupted when somebody wished to stop, after the state was saved
 */
export async function runStudy(folder: StudyFolder, asked: AskedOptions, given: RunStudyOptions, host: Host): Promise<StudyResults> {
  const { data, context } = given;
  const begun = await studyIn(folder, asked);
  refuseContext(folder.path, asked.kind, context, begun);
  const known = context ?? begun?.data.context?.file;
  const elsewhere = data === undefined && (begun || known === undefined) ? undefined : await sourceOf(data, undefined, undefined, known);
  const config = begun ?? (await begin(folder, settled(asked), elsewhere ?? {}, host));
  const source = elsewhere ?? sourceIn(config.data);
  const { test } = await dataOf(config, whereOf(source), host); // before hours of training, not after them
  const work = () =>
    locked(folder, async () => {
      await sweep(folder);
      const { resumeCommand, makeRuns = makeRunsHere } = given;
      const scene = { folder, config, source, resumeCommand, makeRuns, host };
      const results = await gatherResults(folder, config, await runAll(scene, armsOf(config.options)), test);
      await writeStudyReport(folder, results);
      return results;
    });
  return begun ? work() : withoutTrace(beginningOf(folder), work);
}

function refuseContext(path: string, kind: StudyKind, context: string | undefined, begun: StudyConfig | undefined): void {
  if (kind !== "context") {
    if (context === undefined) return;
    throw new UsageError(`--context belongs to study context, not to study ${kind}; leave it out, or study the context`);
  }
  const had = begun?.data.context?.file;
  if (!begun && context === undefined)
    throw new UsageError("study context: nothing is known of who wrote; pass --context TABLE, as to tenfold train");
  if (begun && context !== undefined && had !== resolve(context))
    throw new UsageError(`--context ${context}: ${path} was begun with ${had ?? "none"}; leave the option out, or pass another --out`);
}

/** A study whose first run could not begin is none: its runs leave no trace either. */
function beginningOf({ path, config, runs }: StudyFolder): Beginning {
  return { order: config, folders: [runs, path], kept: async () => (await readdir(runs).catch(() => [])).length > 0 };
}

/** Reads the data as the first run will: what cannot start leaves no trace. */
async function begin(folder: StudyFolder, options: StudyOptions, source: DataSource, host: Host): Promise<StudyConfig> {
  const [arm] = armsOf(options) as [Arm];
  const { limit, seeds } = options;
  const { used } = await prepare(presetOfRun(arm, seeds[0] as number), source, { limit, host });
  return beginStudy(folder, options, used);
}

/** What every run of a study has in common. */
interface Scene extends Omit<Making, "progress" | "wish"> {
  readonly folder: StudyFolder;
  readonly config: StudyConfig;
  readonly makeRuns: MakeRuns;
}

async function runAll(scene: Scene, arms: readonly Arm[]): Promise<FinishedArm[]> {
  const { options } = scene.config;
  const augmentation = options.kind === "augmentation";
  let later = augmentation;
  const progress = studyProgress(scene.host, (planned) => (later ? planned.filter(({ arm }) => arm === PLAIN) : []));
  return heedingWishes(scene.host, async (wish) => {
    const first = await runArms(scene, arms, progress, wish);
    later = false;
    if (!augmentation) return first;
    const [augmented, plain] = first.map(({ arm, outcomes }) => settingResult(arm, outcomes));
    const longer = augmented && plain && equalTimeArm(options, augmented.seconds.mean, plain.secondsPerEpoch.mean);
    return longer ? [...first, ...(await runArms(scene, [longer], progress, wish))] : first;
  });
}

/** Seed by seed, every arm in turn: what the machine does meanwhile then meets all arms alike. */
async function runArms(scene: Scene, arms: readonly Arm[], progress: StudyProgress, wish: WishToStop): Promise<FinishedArm[]> {
  const { folder, config: study, makeRuns, ...others } = scene;
  const { seeds } = study.options;
  progress.plan(arms, seeds.length);
  const orders = seeds.flatMap((seed) => arms.map((arm) => ({ run: studyRun(folder, arm, seed), order: { study, arm, seed } })));
  const outcomes = await makeRuns(orders, { ...others, progress, wish });
  return arms.map((arm, index) => ({ arm, outcomes: outcomes.filter((_, at) => at % arms.length === index) }));
}
