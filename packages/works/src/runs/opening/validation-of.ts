import { type Dataset, InputError, type Model, relabeled } from "tenfold";
import { exists } from "../../files/exists.js";
import { presetOf, readConfig } from "../../records/run-config.js";
import { runFolder } from "../../records/run-folder.js";
import { dataOf } from "./begun-data.js";
import { splitOf } from "./validation-split.js";

/** The images that validated a run's model, labelled with its classes, set aside again as its config tells; or in a sentence why there are none. */
export async function validationOf(
  path: string,
  { network, classNames }: Pick<Model, "network" | "classNames">,
): Promise<Dataset | string> {
  const run = runFolder(path);
  if (!(await exists(run.config))) {
    return "No temperature was fitted: the model file holds none and does not say which images validated it; pass its run folder.";
  }
  try {
    const config = await readConfig(run);
    const { train, validation } = await dataOf(config, undefined, undefined, network.input);
    return relabeled(validation ?? (await splitOf(train, presetOf(config), config.data.writers)).validation, classNames);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const [what] = error.message.split(";"); // what comes after it advises on training
    return `No temperature was fitted, because the run's validation images are not to be had: ${what}.`;
  }
}
