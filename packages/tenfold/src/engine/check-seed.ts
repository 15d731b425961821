import { UsageError } from "../errors.js";

/** @throws UsageError unless it is a whole number from 0 to 2³² - 1 */
export function checkSeed(seed: number): void {
  if (Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff) return;
  throw new UsageError(`seed: ${seed} came, a whole number from 0 to 4294967295 is wanted`);
}
