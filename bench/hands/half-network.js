// A small network that knows half of the hands: the other half's are hands that it was never trained on.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile, decodeModel, load, presets, recipeOf } from "../../packages/tenfold/dist/index.js";
import { datasetOf, rowsOf, sideOf, taken } from "./hands.js";

const results = join(dirname(fileURLToPath(import.meta.url)), "../results/hands");

/**
 * The network of a half, trained where no earlier run kept it.
 *
 * @param sources as `handsOf` gives them
 */
export async function halfNetwork(side, sources, { epochs, threads, say }) {
  const path = join(results, `quick-${epochs}-epochs-half-${side}.safetensors`);
  if (existsSync(path)) return load(decodeModel(readFileSync(path), path), { threads });
  const training = datasetOf(
    sources.map((source) =>
      taken(
        source,
        rowsOf(source, ({ name }) => sideOf(name) === side),
      ),
    ),
  );
  const { network, compileOptions, fitOptions } = recipeOf({ ...presets.quick, epochs });
  const model = await compile(network, { ...compileOptions, seed: 42 + side, threads });
  say(`training on half ${side}: ${training.images.count} digits, ${epochs} epochs`);
  await model.fit(training, fitOptions);
  mkdirSync(results, { recursive: true });
  writeFileSync(path, model.encode());
  return model;
}
