import { type Engine, type EngineOptions, startEngine } from "../engine/engine.js";
import { checkOptions } from "../known-options.js";
import { decodeModel, type ModelFile } from "../model/files/model-file.js";
import { regionsFile } from "../pretrained/regions-file.js";
import { type ShippedOptions, shippedFile } from "../pretrained/shipped-file.js";
import { loadInto } from "../training/labels/compile.js";
import { disposingOnFailure } from "../training/passes/disposing-on-failure.js";
import { needRegions, type RegionExpert, regionExpertOf } from "./region-expert.js";

/**
 * What is known of how regions write digits, for `adaptToRegion`: a network of 28 kB that comes with the package. `dispose` it.
 *
 * @throws UsageError when an option is unknown or impossible
 * @throws InputError when the file is not where it is looked for: beside the package's code, or in the folder `base`
 * @throws FormatError when what is there is something else
 */
export async function loadRegions(options: ShippedOptions & EngineOptions = {}): Promise<RegionExpert> {
  checkOptions("loadRegions", options, ["base", "threads", "build"]);
  const { base, ...computing } = options;
  const file = await shippedRegions({ base });
  const engine = await startEngine(computing);
  return disposingOnFailure(engine, () => regionExpertOf(loadInto(engine, file)));
}

/** The same in an engine that runs already. */
export async function loadRegionsInto(engine: Engine, options: ShippedOptions): Promise<Pick<RegionExpert, "terms">> {
  return regionExpertOf(loadInto(engine, await shippedRegions(options)));
}

async function shippedRegions(options: ShippedOptions): Promise<ModelFile> {
  const { bytes, place } = await shippedFile({ name: "regions", file: regionsFile, holds: "a file on regions" }, options);
  return needRegions(decodeModel(bytes, place), place);
}
