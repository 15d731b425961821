import { type ContextColumn, distillationDefaults, type ModelFile, type Preset, type Recipe, recipeOf, UsageError } from "tenfold";
import type { DistillationChoices, DistillationUsed } from "../../records/distillation-used.js";
import { chosenModel, readUsed } from "./chosen-model.js";

/**
 * The teachers that paths mean, and how to note them down.
 *
 * @throws InputError when there is none at a path, or it is damaged
 * @throws UsageError when they take other pictures than each other, or tell other classes apart
 */
export async function chosenDistillation(paths: readonly string[], choices: DistillationChoices): Promise<DistillationUsed> {
  const chosen = [];
  for (const path of paths) chosen.push({ path, ...(await chosenModel(path)) });
  for (const one of chosen.slice(1)) refuseUnlike(one, chosen[0] as (typeof chosen)[number]);
  const { temperature = distillationDefaults.temperature, weight = distillationDefaults.weight } = choices;
  return { teachers: chosen.map(({ model, used }) => ({ name: model.network.name, ...used })), temperature, weight };
}

interface Named {
  readonly path: string;
  readonly model: ModelFile;
}

function refuseUnlike({ path, model }: Named, first: Named): void {
  if (sizeText(model.network) !== sizeText(first.model.network)) {
    throw new UsageError(
      `${path} takes pictures of ${sizeText(model.network)}, ${first.path} of ${sizeText(first.model.network)}; ` +
        "teachers are to see the same pictures",
    );
  }
  if (model.classNames.join("\n") !== first.model.classNames.join("\n")) {
    throw new UsageError(
      `${path} tells ${model.classNames.join(", ")} apart, ${first.path} ${first.model.classNames.join(", ")}; ` +
        "pass teachers of the same classes in the same order",
    );
  }
}

/** What a student of teachers is made by, and what it tells apart: what they do. */
export interface StudentRecipe {
  readonly recipe: Recipe;
  readonly classNames: readonly string[];
}

/**
 * A preset's recipe for a network that learns from teachers, as they were when the run was begun.
 *
 * @throws InputError when one is gone, or no longer the same
 * @throws UsageError when they take other pictures than the preset's network
 */
export async function studentRecipe(
  preset: Preset,
  { teachers: used, temperature, weight }: DistillationUsed,
  context?: readonly ContextColumn[],
): Promise<StudentRecipe> {
  const teachers = [];
  for (const one of used) teachers.push(await readUsed(one));
  const [{ network: taught, classNames }] = teachers as [ModelFile];
  const recipe = recipeOf(preset, {
    classes: classNames.length,
    context: teachers.find((teacher) => context && teacher.context)?.context ?? context,
  });
  if (sizeText(taught) !== sizeText(recipe.network)) {
    throw new UsageError(
      `the teacher ${used[0]?.from} takes pictures of ${sizeText(taught)}, the student "${recipe.network.name}" of ` +
        `${sizeText(recipe.network)}; pass teachers that take the same`,
    );
  }
  return { recipe: { ...recipe, fitOptions: { ...recipe.fitOptions, distillation: { teachers, temperature, weight } } }, classNames };
}

/** "28 x 28", with the number of colors where it is not one. */
function sizeText({ input: [height, width, channels] }: ModelFile["network"]): string {
  return `${height} x ${width}${channels === 1 ? "" : ` x ${channels}`} pixels`;
}
