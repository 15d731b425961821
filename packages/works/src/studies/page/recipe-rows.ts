import { isDeepStrictEqual } from "node:util";
import type { Row } from "../../pages/blocks.js";
import { capitalized, describe, words } from "../../pages/in-words.js";
import type { SettingResult } from "../study-results.js";

/** The settings' recipes as rows: what all share by its name, what differs by the setting's name. */
export function recipeRows(settings: readonly Pick<SettingResult, "name" | "recipe">[]): { shared: Row[]; differing: Row[] } {
  const keys = [...new Set(settings.flatMap(({ recipe }) => Object.keys(recipe)))];
  const values = (key: string) => settings.map(({ recipe }) => recipe[key as keyof typeof recipe]);
  const same = keys.filter((key) => values(key).every((value) => isDeepStrictEqual(value, values(key)[0])));
  const differing = keys.filter((key) => !same.includes(key));
  return {
    shared: same.map((key) => [capitalized(settingWords(key)), describe(values(key)[0])]),
    differing:
      differing.length === 0
        ? []
        : settings.map(({ name, recipe }) => [
            name,
            differing.map((key) => `${settingWords(key)}: ${describe(recipe[key as keyof typeof recipe])}`).join("; "),
          ]),
  };
}

/** "plainEpochs" -> "last epochs without augmentation". */
function settingWords(key: string): string {
  if (key === "plainEpochs") return "last epochs without augmentation";
  if (key === "augment") return "augmentation";
  if (key === "schedule") return "learning rate";
  return words(key);
}
