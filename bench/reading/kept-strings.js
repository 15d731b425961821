// Strings composed of digits that no reader is trained on: the last 5,000 of MNIST's training images and, where their folder is given, the
// pen-written ones of UNIPEN's writers that are kept.

import { rng } from "../../packages/tenfold/dist/engine/rng.js";
import { take } from "../../packages/tenfold/dist/index.js";
import { mnist } from "../../packages/tenfold/dist/node/index.js";
import { isKept } from "../../packages/tenfold/dist/node/sets/reading.js";
import { stringWriters } from "../../packages/tenfold/dist/synthesis/string-writers.js";
import { writtenString } from "../../packages/tenfold/dist/synthesis/written-string.js";
import { penStrokes } from "./pen-strokes.js";

const [FROM, TO] = [55_000, 60_000];

/** @returns a function that gives another string each time */
export async function keptStrings({ strokes, seed }) {
  const { train } = await mnist();
  const digits = take(
    train,
    Uint32Array.from({ length: TO - FROM }, (_, at) => FROM + at),
  );
  const samples = (strokes ? penStrokes(strokes) : []).filter(({ writer }) => isKept(writer));
  const writers = stringWriters({ digits, strokes: samples });
  const random = rng(seed);
  return () => writtenString(random, writers(random));
}
