// Strings composed of digits by writers that no reader is trained on: those of MNIST's training images that are kept and, where their
// folder is given, the pen-written ones of UNIPEN's.

import { SIGNS } from "../../packages/tenfold/dist/data/class-names.js";
import { rng } from "../../packages/tenfold/dist/engine/rng.js";
import { mnist } from "../../packages/tenfold/dist/node/index.js";
import { keptApart } from "../../packages/tenfold/dist/node/kept/kept-rows.js";
import { isKeptWriter } from "../../packages/tenfold/dist/node/sets/pen-strokes.js";
import { stringWriters } from "../../packages/tenfold/dist/synthesis/strings/string-writers.js";
import { writtenString } from "../../packages/tenfold/dist/synthesis/strings/written-string.js";
import { asLabeled } from "./kept-errata.js";
import { penStrokes } from "./pen-strokes.js";

/** What composed strings are read as: their digits, with all signs that are drawn between and around them. */
export const composedField = { kind: "digits", separators: SIGNS.join("") };

/** @returns a function that gives another string each time */
export async function keptStrings({ strokes, seed }) {
  const { train } = await mnist();
  const digits = asLabeled(keptApart(train).kept);
  const samples = (strokes ? penStrokes(strokes) : []).filter(({ writer }) => isKeptWriter(writer));
  const writers = stringWriters({ digits, strokes: samples });
  const random = rng(seed);
  return () => writtenString(random, writers(random));
}
