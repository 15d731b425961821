import { mix, rng } from "../../engine/rng.js";
import { type StringWritersOptions, stringWriters } from "./string-writers.js";
import { type WrittenString, type WrittenStringOptions, writtenString } from "./written-string.js";

/**
 * Composes written strings of single digits in parts, each from a seed of its own, so that any number of workers come to the same strings.
 *
 * @returns what gives another string of a part each time it is asked, `part` counted from 0
 */
export function stringComposer({
  words,
  ...options
}: StringWritersOptions & WrittenStringOptions): (seed: number, part: number) => () => WrittenString {
  const writers = stringWriters(options);
  return (seed, part) => {
    const random = rng(mix(seed, part));
    return () => writtenString(random, writers(random), { words });
  };
}
