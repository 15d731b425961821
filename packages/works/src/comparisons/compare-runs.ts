import { isDeepStrictEqual } from "node:util";
import { type Dataset, holm, InputError, type McNemar, mcnemar, UsageError, wilsonInterval } from "tenfold";
import { readModel } from "../models/open-model.js";
import { testOf } from "../sets/test-images.js";
import { type Disagreement, disagreements } from "./disagreements.js";
import { type JudgedRun, judgeRun } from "./judged-run.js";
import { type RecipeDifference, recipeDifferences } from "./recipe-differences.js";

/** One of the runs, in numbers. */
export interface ComparedRun {
  /** What the comparison calls it: "A". */
  readonly letter: string;
  readonly run: string;
  /** Test images. */
  readonly right: number;
  readonly accuracy: number;
  /** 95 %, Wilson. */
  readonly interval: readonly [from: number, to: number];
  readonly parameters: number;
  readonly multiplyAdds: number;
  /** Absent for a model file. */
  readonly training?: JudgedRun["training"];
}

/** McNemar's test of two of the runs. */
export interface ComparedPair extends McNemar {
  /** Letters. */
  readonly first: string;
  readonly second: string;
  /** Corrected for all pairs; absent when there is only one. */
  readonly holm?: number;
}

/** What `tenfold compare` finds. */
export interface RunComparison {
  readonly test: { readonly name: string; readonly count: number };
  readonly classNames: readonly string[];
  readonly runs: readonly ComparedRun[];
  readonly recipe: readonly RecipeDifference[];
  readonly pairs: readonly ComparedPair[];
  readonly disagreements: readonly Disagreement[];
}

export interface CompareRunsOptions {
  /** A set's name or a path, whose test images all are judged on. */
  readonly data?: string | undefined;
  readonly threads?: number | undefined;
}

/**
 * Judges runs or model files on the same test images, and finds what tells them apart.
 *
 * @throws UsageError when fewer than two came, or one twice
 * @throws InputError when they are for other classes or were begun with other test images
 */
export async function compareRuns(
  paths: readonly string[],
  { data, threads }: CompareRunsOptions,
): Promise<{ comparison: RunComparison; test: Dataset }> {
  if (paths.length < 2) throw new UsageError(`compare takes two runs or more, got ${paths.length}; name another`);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw new UsageError(`compare: ${twice} came twice; name each run once`);
  const test = await commonTest(paths, data);
  const runs: JudgedRun[] = [];
  for (const path of paths) runs.push(await judgeRun(path, test, threads));
  refuseOtherClasses(runs);
  const { images, labels, name, classNames } = test;
  const comparison: RunComparison = {
    test: { name, count: images.count },
    classNames: runs[0]?.classNames ?? classNames,
    runs: runs.map(comparedRun),
    recipe: recipeDifferences(runs.map(({ recipe }) => recipe)),
    pairs: pairsOf(runs),
    disagreements: disagreements(runs, labels),
  };
  return { comparison, test };
}

async function commonTest(paths: readonly string[], data: string | undefined): Promise<Dataset> {
  const [first, ...others] = paths as [string, ...string[]];
  const test = await testFor(first, data);
  for (const other of others) {
    const { name, hashes } = await testFor(other, data);
    if (isDeepStrictEqual(hashes, test.hashes)) continue;
    throw new InputError(`${first} goes with ${test.name} and ${other} with ${name}; pass --data to judge both on the same images`);
  }
  return test;
}

async function testFor(path: string, data: string | undefined): Promise<Dataset> {
  const { network, classNames } = await readModel(path);
  return testOf({ path, network, classNames, data });
}

function refuseOtherClasses(runs: readonly JudgedRun[]): void {
  const [first] = runs as [JudgedRun];
  const other = runs.find(({ classNames }) => !isDeepStrictEqual(classNames, first.classNames));
  if (!other) return;
  const [had, has] = [first, other].map(({ classNames }) => classNames.slice(0, 12).join(", "));
  throw new InputError(`${first.path} tells ${had} apart and ${other.path} ${has}; compare runs for the same classes`);
}

function comparedRun({ path, hits, parameters, multiplyAdds, training }: JudgedRun, index: number): ComparedRun {
  const right = hits.reduce((sum, hit) => sum + hit, 0);
  return {
    letter: letterOf(index),
    run: path,
    right,
    accuracy: right / hits.length,
    interval: wilsonInterval(right, hits.length),
    parameters,
    multiplyAdds,
    ...(training && { training }),
  };
}

/** A to Z, then R27 and so on. */
function letterOf(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `R${index + 1}`;
}

function pairsOf(runs: readonly JudgedRun[]): ComparedPair[] {
  const pairs = runs.flatMap((first, a) =>
    runs.slice(a + 1).map((second, next) => ({ first: letterOf(a), second: letterOf(a + 1 + next), ...mcnemar(first.hits, second.hits) })),
  );
  if (pairs.length < 2) return pairs;
  const corrected = holm(pairs.map(({ p }) => p));
  return pairs.map((pair, index) => ({ ...pair, holm: corrected[index] as number }));
}
