import type { Dataset } from "./dataset.js";

/** How many images of each class there are, in class order. */
export function classCounts({ labels, classNames }: Pick<Dataset, "labels" | "classNames">): number[] {
  const counts = new Array<number>(classNames.length).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}
