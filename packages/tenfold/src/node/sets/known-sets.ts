import { UsageError } from "../../errors.js";
import { spellingAdvice } from "../../nearest-word.js";
import { emnistSets } from "./emnist.js";
import { fashionMnistSet } from "./fashion-mnist.js";
import { kmnistSet } from "./kmnist.js";
import type { KnownSet } from "./known-set.js";
import { mnistSet } from "./mnist.js";
import { qmnistSet } from "./qmnist.js";
import { readingKnownSet } from "./reading-pictures.js";
import { uspsSet } from "./usps.js";

/** The data sets that are known by name. */
export const knownSets: readonly KnownSet[] = [mnistSet, qmnistSet, ...emnistSets, fashionMnistSet, kmnistSet, uspsSet, readingKnownSet];

/**
 * The set of that name.
 *
 * @throws UsageError when there is none, with the one that was probably meant, or those there are
 */
export function knownSetNamed(name: string): KnownSet {
  const set = knownSet(name);
  if (!set) throw new UsageError(`no data set is called ${name}; ${setAdvice(name)}`);
  return set;
}

/** "did you mean mnist?", "known sets are mnist, usps" */
export function setAdvice(name: string): string {
  const names = knownSets.map((set) => set.name);
  return spellingAdvice(name, names, `known sets are ${names.join(", ")}`);
}

/** The set of that name; nothing when there is none. */
export function knownSet(name: string): KnownSet | undefined {
  return knownSets.find((set) => set.name === name);
}
