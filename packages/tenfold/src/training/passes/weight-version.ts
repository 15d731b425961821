/** Counts how often weights have moved, so that what was made of them before is known to be stale. */
export interface WeightVersion {
  readonly now: number;
  /** Says that they have moved; returns the new version. */
  next(): number;
}

export function weightVersion(): WeightVersion {
  let now = 0;
  return {
    get now() {
      return now;
    },
    next: () => ++now,
  };
}
