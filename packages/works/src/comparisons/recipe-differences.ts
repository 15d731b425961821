import { isDeepStrictEqual } from "node:util";
import { capitalized, describe, words } from "../pages/in-words.js";

/** A setting that is not the same in all runs. */
export interface RecipeDifference {
  readonly setting: string;
  /** One a run; undefined where the run does not say. */
  readonly values: readonly unknown[];
}

/** What tells the recipes of runs apart. */
export function recipeDifferences(recipes: readonly Readonly<Record<string, unknown>>[]): RecipeDifference[] {
  const settings = [...new Set(recipes.flatMap((recipe) => Object.keys(recipe)))];
  return settings
    .map((setting) => ({ setting, values: recipes.map((recipe) => recipe[setting]) }))
    .filter(({ values }) => !values.every((value) => isDeepStrictEqual(value, values[0])));
}

/** "batchSize" -> "Batch size". */
export function settingName(setting: string): string {
  return capitalized(words(setting));
}

/** Its value in words; a dash where a run does not say. */
export function settingValue(value: unknown): string {
  return value === undefined ? "–" : describe(value);
}
