import { emnistSets } from "./emnist.js";
import { fashionMnistSet } from "./fashion-mnist.js";
import { kmnistSet } from "./kmnist.js";
import type { KnownSet } from "./known-set.js";
import { mnistSet } from "./mnist.js";
import { qmnistSet } from "./qmnist.js";
import { readingKnownSet } from "./reading.js";
import { uspsSet } from "./usps.js";

/** The data sets that are known by name. */
export const knownSets: readonly KnownSet[] = [mnistSet, qmnistSet, ...emnistSets, fashionMnistSet, kmnistSet, uspsSet, readingKnownSet];

/** The set of that name; nothing when there is none. */
export function knownSet(name: string): KnownSet | undefined {
  return knownSets.find((set) => set.name === name);
}
