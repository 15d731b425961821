import type { Sums } from "../objectives/objective.js";

/** Where a training stands, between two steps. */
export interface Position {
  /** The epoch in progress, from 1. */
  epoch: number;
  /** Steps done in that epoch. */
  batch: number;
  /** Steps done in all. */
  step: number;
  /** Sums over the examples of the epoch so far, by metric. */
  sums: Sums;
  /** Examples of the epoch so far. */
  seen: number;
  /** Seconds spent in the epoch so far. */
  seconds: number;
  /** Why training has ended before its last epoch, if it has. */
  ended: string | null;
}

export function firstPosition(): Position {
  return { epoch: 1, batch: 0, step: 0, sums: {}, seen: 0, seconds: 0, ended: null };
}

/** Counts a step on `n` examples. */
export function countStep(at: Position, n: number, sums: Readonly<Sums>, seconds: number): void {
  for (const [name, sum] of Object.entries(sums)) at.sums[name] = (at.sums[name] ?? 0) + sum;
  at.batch++;
  at.step++;
  at.seen += n;
  at.seconds = seconds;
}

export function nextEpoch(at: Position): void {
  Object.assign(at, { epoch: at.epoch + 1, batch: 0, sums: {}, seen: 0, seconds: 0 });
}
