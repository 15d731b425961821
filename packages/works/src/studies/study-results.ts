import { type MeanAndSd, meanAndSd, type Preset } from "tenfold";
import type { DataUsed } from "../records/data-used.js";
import type { Arm } from "./arm.js";
import type { Comparison } from "./comparison.js";
import type { Outcome } from "./outcome.js";
import type { StudyConfig } from "./study-config.js";
import type { StudyKind } from "./study-options.js";

/** A setting with all that its runs came to. */
export interface SettingResult {
  readonly name: string;
  /** Its recipe; the seed is that of each run. */
  readonly recipe: Omit<Preset, "name" | "seed">;
  readonly runs: readonly Outcome[];
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly testAccuracy: MeanAndSd;
  readonly testLoss: MeanAndSd;
  readonly validationAccuracy: MeanAndSd;
  readonly validationLoss: MeanAndSd;
  /** Of a whole training. */
  readonly seconds: MeanAndSd;
  readonly secondsPerEpoch: MeanAndSd;
  readonly latencyMs: MeanAndSd;
}

/** `results.json`: what a study came to. */
export interface StudyResults {
  readonly study: StudyKind;
  readonly folder: string;
  readonly options: StudyConfig["options"];
  readonly begun: string;
  readonly settings: readonly SettingResult[];
  /** The setting with the highest mean validation accuracy; absent where a study has nothing to choose between. */
  readonly chosen?: string;
  readonly comparisons: readonly Comparison[];
  /** What a reader must know beside the numbers. */
  readonly notes: readonly string[];
  readonly data: { readonly training: DataUsed; readonly test: DataUsed };
  /** All machines that runs were made on, in words. */
  readonly machines: readonly string[];
  readonly threads: readonly number[];
  readonly versions: readonly Readonly<Record<string, string>>[];
}

export function settingResult({ name, preset }: Arm, runs: readonly Outcome[]): SettingResult {
  const { name: _, seed, ...recipe } = preset;
  const over = (measure: (run: Outcome) => number) => meanAndSd(runs.map(measure));
  const [first] = runs as [Outcome];
  return {
    name,
    recipe,
    runs,
    parameters: first.parameters,
    multiplyAdds: first.multiplyAdds,
    testAccuracy: over(({ test }) => test.accuracy),
    testLoss: over(({ test }) => test.loss),
    validationAccuracy: over(({ validation }) => validation.accuracy),
    validationLoss: over(({ validation }) => validation.loss),
    seconds: over(({ seconds }) => seconds),
    secondsPerEpoch: over(({ seconds, epochs }) => seconds / epochs),
    latencyMs: over(({ latencyMs }) => latencyMs),
  };
}

/** The best by validation images: the highest mean accuracy, and of equals the one with the lower mean loss. Test images have no say. */
export function bestByValidation(settings: readonly SettingResult[]): SettingResult {
  const better = (a: SettingResult, b: SettingResult) =>
    a.validationAccuracy.mean - b.validationAccuracy.mean || b.validationLoss.mean - a.validationLoss.mean;
  return settings.reduce((best, one) => (better(one, best) > 0 ? one : best));
}
