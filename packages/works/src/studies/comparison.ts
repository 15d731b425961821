import { holm, type McNemar, mcnemar, mean, type PairedDifference, pairedDifference } from "tenfold";

/** McNemar's test of two runs with the same seed, on the same test images. */
export interface SeedTest extends McNemar {
  readonly seed: number;
  /** The p-value with Holm's correction for all tests of the study. */
  readonly holm: number;
}

/** How one setting did against another. */
export interface Comparison {
  readonly first: string;
  readonly second: string;
  /** Test accuracy of the first minus that of the second, seed by seed. */
  readonly difference: PairedDifference;
  /** Test images that both were judged on. */
  readonly images: number;
  readonly tests: readonly SeedTest[];
}

/** A run that is compared: 1 where it read a test image right, else 0. */
export interface Hits {
  readonly seed: number;
  readonly hits: Uint8Array;
}

export interface Pair {
  readonly first: { readonly name: string; readonly runs: readonly Hits[] };
  readonly second: { readonly name: string; readonly runs: readonly Hits[] };
}

/** Compares settings in pairs, seed by seed; both settings of a pair have the same seeds in the same order. */
export function compared(pairs: readonly Pair[]): Comparison[] {
  const tests = pairs.map(({ first, second }) =>
    first.runs.map(({ seed, hits }, index) => ({ seed, ...mcnemar(hits, (second.runs[index] as Hits).hits) })),
  );
  const corrected = holm(tests.flat().map(({ p }) => p));
  let next = 0;
  return pairs.map(({ first, second }, index) => ({
    first: first.name,
    second: second.name,
    difference: pairedDifference(first.runs.map(share), second.runs.map(share)),
    images: first.runs[0]?.hits.length ?? 0,
    tests: (tests[index] ?? []).map((test) => ({ ...test, holm: corrected[next++] as number })),
  }));
}

function share({ hits }: Hits): number {
  return mean(hits);
}
