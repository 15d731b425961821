import { createHash } from "node:crypto";
import { type Dataset, decodeModel, type Preset } from "tenfold";
import { makeFolder, readBytes, writeAside } from "tenfold/node";
import { exists } from "../../files/exists.js";
import { sha256Of } from "../../files/sha256-of.js";
import { clearRun } from "../../records/clear-run.js";
import { usedOf } from "../../records/data-used.js";
import { readConfig } from "../../records/run-config.js";
import { runFolder } from "../../records/run-folder.js";
import type { OpenRun } from "./open-run.js";
import { transferRecipe } from "./transfer-recipe.js";

export interface ExamplesRun {
  /** The folder of the run, where the model to begin with lies, too. */
  readonly path: string;
  /** The file of the model to begin with. */
  readonly from: Uint8Array;
  readonly preset: Preset;
  readonly training: Dataset;
  readonly validation: Dataset;
}

/**
 * Makes everything ready for a run on examples that are at hand, from a trained network. One that was begun with the same goes on, as after its
 * process has died; another in its folder gives way.
 */
export async function openExamples({ path, from, preset, training, validation }: ExamplesRun): Promise<OpenRun> {
  const run = runFolder(path);
  await makeFolder(path);
  const start = `${path}/parent.safetensors`;
  const hash = hashOf(from, training, validation);
  const known = (await exists(run.config)) ? await readConfig(run).catch(() => undefined) : undefined;
  const begun = known?.data.training.hashes?.examples === hash ? known : undefined;
  if (!begun) await clearRun(run);
  await writeAside(start, from);
  const transfer = { from: start, sha256: sha256Of(from) };
  const model = decodeModel(await readBytes(start), start);
  const used = { ...usedOf(training), hashes: { examples: hash } };
  return {
    ...{ preset, training, validation, begun, transfer },
    test: validation,
    recipe: transferRecipe(preset, model, transfer, training),
    used: { training: used, test: usedOf(validation), validation: usedOf(validation) },
    distillation: undefined,
    claim: async () => run,
  };
}

/** Tells whether a run was begun with the same. */
function hashOf(from: Uint8Array, ...sets: readonly Dataset[]): string {
  const hash = createHash("sha256").update(from);
  for (const { images, labels } of sets) hash.update(images.pixels).update(labels);
  return hash.digest("hex");
}
