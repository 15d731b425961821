import { around, type Box } from "../../../image/geometry/box.js";
import type { Primitive, Primitives } from "./primitives.js";

/** Neighboring primitives that may be one symbol together: those from `from` up to `to`, without it. */
export interface CandidatePiece {
  readonly from: number;
  readonly to: number;
  /** In pixels of the line. */
  readonly box: Box;
  readonly parts: readonly Primitive[];
}

/** No digit is made of more primitives. */
const MOST_PARTS = 6;
/** Nor wider than so many heights of the line, unless its ink hangs together where nothing could be cut. */
const WIDEST = 1.3;
/** Parts of a broken digit lie no further apart than this share of the line's height. */
const BROKEN = 0.25;

/** All runs of neighboring primitives that may be one digit; each primitive alone is among them, so that a way through the line always exists. */
export function candidatePieces({ parts }: Primitives, height: number): CandidatePiece[] {
  const pieces: CandidatePiece[] = [];
  for (let from = 0; from < parts.length; from++) {
    let box: Box | undefined;
    for (let to = from + 1; to <= Math.min(parts.length, from + MOST_PARTS); to++) {
      const next = parts[to - 1] as Primitive;
      if (box && next.left - box.right > BROKEN * height) break;
      box = box ? around([box, next]) : next;
      if (to > from + 1 && box.right - box.left > WIDEST * height) break;
      const { left, top, right, bottom } = box;
      pieces.push({ from, to, box: { left, top, right, bottom }, parts: parts.slice(from, to) });
    }
  }
  return pieces;
}
