import { isDeepStrictEqual } from "node:util";
import { describe, type Row } from "../report/recipe.js";
import type { SettingResult } from "./study-results.js";

/** The settings' recipes as rows: what all share by its name, what differs by the setting's name. */
export function recipeRows(settings: readonly Pick<SettingResult, "name" | "recipe">[]): { shared: Row[]; differing: Row[] } {
  const keys = [...new Set(settings.flatMap(({ recipe }) => Object.keys(recipe)))];
  const values = (key: string) => settings.map(({ recipe }) => recipe[key as keyof typeof recipe]);
  const same = keys.filter((key) => values(key).every((value) => isDeepStrictEqual(value, values(key)[0])));
  const differing = keys.filter((key) => !same.includes(key));
  return {
    shared: same.map((key) => [capitalized(words(key)), describe(values(key)[0])]),
    differing:
      differing.length === 0
        ? []
        : settings.map(({ name, recipe }) => [
            name,
            differing.map((key) => `${words(key)}: ${describe(recipe[key as keyof typeof recipe])}`).join("; "),
          ]),
  };
}

/** "batchSize" -> "batch size", "plainEpochs" -> "last epochs without augmentation". */
function words(key: string): string {
  if (key === "plainEpochs") return "last epochs without augmentation";
  if (key === "augment") return "augmentation";
  if (key === "schedule") return "learning rate";
  return key.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
