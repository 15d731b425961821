import { isDeepStrictEqual } from "node:util";
import { describe } from "../report/recipe.js";

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
  const words = setting.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Its value in words; a dash where a run does not say. */
export function settingValue(value: unknown): string {
  return value === undefined ? "–" : describe(value);
}
