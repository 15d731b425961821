import { lineArchitectureNamed } from "../../architectures/index.js";
import { LINE_CLASSES } from "../../data/class-names.js";
import { UsageError } from "../../errors.js";
import type { Network } from "../../model/network/sequential.js";
import { withDropout } from "../../model/with-dropout.js";
import type { LoopOptions } from "../loop/fit-options.js";
import type { TextExamples } from "../objectives/text-objective.js";
import type { CompileTextsOptions } from "../texts/compile-texts.js";
import type { Preset, StringsRecipe } from "./preset.js";
import { loopOptionsOf, optimizerOf, type RecipeOptionsOf } from "./recipe-parts.js";

/** A preset that trains on strings come alive: `compileTexts(network, compileOptions)`, then `fit(training, { ...fitOptions, validation })`. */
export interface TextRecipe {
  readonly network: Network;
  readonly compileOptions: CompileTextsOptions;
  readonly fitOptions: RecipeOptionsOf<LoopOptions<TextExamples>>;
  readonly strings: StringsRecipe;
}

/**
 * Makes the network and the options that such a preset describes, as "lines": one that reads digits and signs.
 *
 * @throws UsageError when the preset names something unknown, has an impossible number, or trains on single images
 */
export function textRecipeOf(preset: Preset): TextRecipe {
  const { name, architecture, architectureOptions, dropout, seed, optimizer, strings } = preset;
  if (!strings) throw new UsageError(`preset "${name}" trains on single images; wanted is one that trains on strings, as lines`);
  const network = lineArchitectureNamed(architecture)({ ...architectureOptions, classes: LINE_CLASSES.length });
  return {
    network: dropout === undefined ? network : withDropout(network, dropout),
    compileOptions: { optimizer: optimizerOf(optimizer), seed, classNames: LINE_CLASSES },
    fitOptions: loopOptionsOf(preset),
    strings,
  };
}
