import type { Rng } from "../engine/rng.js";

/** A number between two, each equally likely. */
export function between(random: Rng, from: number, to: number): number {
  return from + (to - from) * random.uniform();
}

/** True as often as the share says. */
export function chance(random: Rng, share: number): boolean {
  return random.uniform() < share;
}

/** One of a list, each equally likely. */
export function chosen<T>(random: Rng, list: readonly T[]): T {
  return list[random.below(list.length)] as T;
}

/** About 0, from -2 to 2, small ones likelier. */
export function triangular(random: Rng): number {
  return between(random, -1, 1) + between(random, -1, 1);
}
