import type { Point, Transform } from "../../image/geometry/transform.js";

/** Where a form may lie in a picture. */
export interface Pose {
  /** From the form, in millimeters, to pixels of `PageInk`. */
  readonly map: Transform;
  /** What speaks for it before anything was compared. */
  readonly prior: number;
}

/** A hypothesis of where a form lies, how far off it may be, and where it is surest. */
export interface Guess extends Pose {
  readonly allowance: Allowance;
  /** Places on the form where it is about right. */
  readonly known: readonly Point[];
  /** What speaks against it, beside others under which as much is found. */
  readonly doubt: number;
}

/** How far off a feature may be seen: by so many millimeters, and by a share of how far it is from those that are known. */
export interface Allowance {
  readonly near: number;
  readonly share: number;
}
