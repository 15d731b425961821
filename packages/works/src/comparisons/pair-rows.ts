import { whole } from "../pages/numbers.js";
import { pValue } from "../pages/spread.js";
import type { ComparedPair } from "./compare-runs.js";

/** A row a pair of runs, under `pairHead`. */
export function pairRows(pairs: readonly ComparedPair[]): string[][] {
  return pairs.map(({ first, second, onlyFirst, onlySecond, p, holm }) => [
    `${first} and ${second}`,
    whole(onlyFirst),
    whole(onlySecond),
    pValue(p),
    ...(holm === undefined ? [] : [pValue(holm)]),
  ]);
}

/** The columns of `pairRows`; the corrected p-value has one where there are several pairs. */
export function pairHead(name: string, pairs: readonly ComparedPair[]): string[] {
  return [name, "Only the first right", "Only the second right", "p", ...(pairs.length > 1 ? ["p, Holm"] : [])];
}
