import { InputError } from "../../errors.js";

/**
 * Adjusts the p-values of several tests that are read together, so that the chance of even one false alarm stays below the level at
 * which they are read: the smallest is multiplied by their number, the next by one less, and none falls below the one before.
 *
 * Source: S. Holm (1979), "A simple sequentially rejective multiple test procedure".
 *
 * @param p one p-value a test, 0..1
 * @returns the adjusted ones in the same order, 0..1
 * @throws InputError when one is no probability
 */
export function holm(p: readonly number[]): number[] {
  const broken = p.findIndex((value) => !(value >= 0 && value <= 1));
  if (broken >= 0) throw new InputError(`holm: value ${broken} is ${p[broken]}; pass p-values from 0 to 1`);
  const adjusted = new Array<number>(p.length);
  let highest = 0;
  for (const [rank, index] of [...p.keys()].sort((a, b) => (p[a] as number) - (p[b] as number)).entries()) {
    highest = Math.max(highest, Math.min(1, (p.length - rank) * (p[index] as number)));
    adjusted[index] = highest;
  }
  return adjusted;
}
