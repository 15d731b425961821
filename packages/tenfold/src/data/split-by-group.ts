import { checkSeed } from "../engine/check-seed.js";
import { mix, rng } from "../engine/rng.js";
import { InputError, ShapeError, UsageError } from "../errors.js";
import { type Dataset, needDataset, take } from "./dataset.js";
import type { SplitOptions } from "./split.js";

/**
 * Sets a share of a dataset aside for validation so that no group, as the images of one writer, is on both sides: a network is then
 * judged on hands that it has never seen. Groups are taken in random order, and each goes where it brings the validation's shares of the
 * classes nearer to what is wanted: every class is shared out about as evenly as whole groups allow (stratified).
 *
 * @param groups one number an image: whoever has the same stays together
 * @throws UsageError when it is no dataset, the share is not between 0 and 1, or the seed is none
 * @throws ShapeError when there is not one group and one label an image
 * @throws InputError when one side would be empty
 */
export function splitByGroup(
  dataset: Dataset,
  groups: ArrayLike<number>,
  options: SplitOptions,
): { training: Dataset; validation: Dataset } {
  needDataset("splitByGroup", dataset);
  const { validation = 0.2, seed } = options ?? {};
  checkSeed(seed);
  check(dataset, groups, validation);
  const random = rng(mix(seed, STREAM));
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < groups.length; row++) {
    const group = groups[row] as number;
    const rows = rowsOf.get(group);
    if (rows) rows.push(row);
    else rowsOf.set(group, [row]);
  }
  const shuffled = random.shuffle([...rowsOf.keys()]);
  const chosen = chooseGroups(
    shuffled.map((group) => classCounts(dataset.labels, rowsOf.get(group) as number[])),
    classCounts(dataset.labels, dataset.labels.keys()),
    validation,
  );
  const sides: { training: number[]; validation: number[] } = { training: [], validation: [] };
  for (const [index, group] of shuffled.entries()) {
    for (const row of rowsOf.get(group) as number[]) sides[chosen[index] ? "validation" : "training"].push(row);
  }
  if (sides.training.length === 0 || sides.validation.length === 0) {
    throw new InputError(
      `splitByGroup: ${rowsOf.size} group${rowsOf.size === 1 ? "" : "s"} of ${dataset.name} cannot be parted at ${validation}; ` +
        "pass more groups, another share or another seed",
    );
  }
  return {
    training: take(dataset, random.shuffle(sides.training), `${dataset.name} (training)`),
    validation: take(dataset, random.shuffle(sides.validation), `${dataset.name} (validation)`),
  };
}

/** Keeps this use of a seed apart from others of the same seed: "grou" in ASCII. */
const STREAM = 0x67726f75;

/** Rounds over the groups at most; two or three are enough for a thousand. */
const MOST_ROUNDS = 20;

/**
 * Which groups validate. Each in turn changes sides where that brings Σ (missing / in all)² over the classes down, until none does: the
 * first round fills the validation, later ones mend it.
 */
function chooseGroups(groups: readonly (readonly number[])[], inAll: readonly number[], share: number): boolean[] {
  const missing = inAll.map((count) => count * share);
  const chosen = groups.map(() => false);
  for (let round = 0, moved = true; moved && round < MOST_ROUNDS; round++) {
    moved = false;
    for (const [index, counts] of groups.entries()) {
      const sign = chosen[index] ? -1 : 1;
      const change = counts.reduce((sum, count, label) => {
        const all = inAll[label] as number;
        return count === 0 ? sum : sum + (count * (count - 2 * sign * (missing[label] as number))) / (all * all);
      }, 0);
      if (change >= 0) continue;
      for (const [label, count] of counts.entries()) missing[label] = (missing[label] as number) - sign * count;
      chosen[index] = !chosen[index];
      moved = true;
    }
  }
  return chosen;
}

function classCounts(labels: Uint8Array, rows: Iterable<number>): number[] {
  const counts: number[] = new Array(256).fill(0); // a label is a byte
  for (const row of rows) {
    const label = labels[row] as number;
    counts[label] = (counts[label] as number) + 1;
  }
  return counts;
}

function check({ name, images, labels }: Dataset, groups: ArrayLike<number>, validation: number): void {
  if (!(validation > 0 && validation < 1)) {
    throw new UsageError(`splitByGroup: validation is a share between 0 and 1, got ${validation}; 0.2 sets a fifth aside`);
  }
  if (images.count !== labels.length || images.count !== groups.length) {
    throw new ShapeError(
      `splitByGroup: ${name} has ${images.count} images, ${labels.length} labels and ${groups.length} groups; pass one of each an image`,
    );
  }
}
