import { type Dataset, InputError } from "tenfold";
import { dataOf, splitOf } from "./prepare.js";
import { presetOf, readConfig } from "./run-config.js";
import { exists, runFolder } from "./run-folder.js";

/** The images that validated a run, set aside again as its config tells; or in a sentence why there are none. */
export async function validationOf(path: string): Promise<Dataset | string> {
  const run = runFolder(path);
  if (!(await exists(run.config))) {
    return "No temperature was fitted: the model file holds none and does not say which images validated it; pass its run folder.";
  }
  try {
    const config = await readConfig(run);
    const { train } = await dataOf(config);
    return (await splitOf(train, presetOf(config), config.data.writers)).validation;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const [what] = error.message.split(";"); // what comes after it advises on training
    return `No temperature was fitted, because the run's validation images are not to be had: ${what}.`;
  }
}
