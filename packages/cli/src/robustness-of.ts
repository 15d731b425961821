import { type Dataset, type Model, type Robustness, robustness } from "tenfold";
import type { Host } from "./host.js";

/** The same for every network, so that two of them are judged on the same spoiled images. */
const SEED = 1;

/** How a model does on spoiled images, with a line of progress where it can be drawn over. */
export async function robustnessOf(model: Model, test: Dataset, host: Host): Promise<Robustness> {
  host.err(`Spoiling the images in 15 ways${host.live ? "" : "\n"}`);
  const judged = await robustness(model.predict, test, {
    seed: SEED,
    onProgress: ({ done, total }) => host.live && host.err(`\rSpoiling the images in 15 ways: ${done - 1} of ${total - 1} `),
  });
  if (host.live) host.err("\n");
  return judged;
}
