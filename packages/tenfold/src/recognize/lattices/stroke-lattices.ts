import { UsageError } from "../../errors.js";
import { aroundStrokes, type RenderStrokesOptions, renderStrokes, type Stroke } from "../../image/digit/render-strokes.js";
import { around, type Box, sharedWidth } from "../../image/geometry/box.js";
import type { Lattice, Piece } from "../lattice.js";
import { type DigitLook, lookAtAll } from "../looks/digit-look.js";
import { digitSymbols } from "../looks/digit-symbols.js";

/** Strokes that overlap sideways by more than this share of the narrower belong to one digit. */
const OVERLAP = 0.5;
/** A digit is made of no more groups of strokes, and no wider than so many heights. */
const [MOST_GROUPS, WIDEST] = [3, 1.6];
/** Ink that is no digit is mostly wrongly grouped; at times it is a slip of the pen. */
const SLIP = Math.log(0.02);

/** Pen strokes, and how they are drawn. */
export interface PenDrawing extends Pick<RenderStrokesOptions, "y" | "pen"> {
  readonly strokes: readonly Stroke[];
}

/** The lattice of pen strokes, as `strokeLattices` makes it. */
export async function strokeLattice(
  strokes: readonly Stroke[],
  look: DigitLook,
  options: Omit<PenDrawing, "strokes"> = {},
): Promise<Lattice> {
  const [lattice] = await strokeLattices({ strokes, ...options }, look);
  return lattice as Lattice;
}

/**
 * The digits that pen strokes may be, from left to right: strokes above each other are grouped, neighboring groups are read apart and together.
 * Chosen by reasoning: gaps of a third of the height mostly part digits, overlaps mostly do not.
 *
 * @returns one lattice
 * @throws UsageError when there is no stroke with a point, or a coordinate is no number
 */
export async function strokeLattices({ strokes, ...options }: PenDrawing, look: DigitLook): Promise<Lattice[]> {
  if (!Array.isArray(strokes) || strokes.some((stroke) => !isStroke(stroke))) {
    throw new UsageError("readStrokes takes a list of strokes, each x, y, x, y, … with as many of both");
  }
  const written = strokes.filter(({ length }) => length >= 2);
  if (written.length === 0) throw new UsageError("readStrokes: no stroke has a point; draw something first");
  const groups = groupsOf(written);
  const height = Math.max(...groups.map(({ box }) => box.bottom - box.top), 1e-9);
  const cut = groups.slice(1).map(({ box }, at) => cutProbability((box.left - (groups[at] as Group).box.right) / height));
  const candidates = runsOf(groups, height).map(({ from, to, strokes, box }) => {
    const digit = renderStrokes(strokes, options);
    return { from, to, box, digit, belongs: belongs(cut, from, to) };
  });
  const answers = await lookAtAll(
    look,
    candidates.map(({ digit }) => digit),
  );
  const pieces = candidates.map(({ belongs, ...piece }, row): Piece => {
    return { ...piece, ...digitSymbols(answers[row] as Float32Array, { belongs, nothing: SLIP }) };
  });
  return [{ cuts: groups.length, pieces }];
}

function isStroke(stroke: unknown): boolean {
  const length = typeof stroke === "object" && stroke !== null ? (stroke as Stroke).length : undefined;
  return typeof length === "number" && length % 2 === 0;
}

interface Group {
  readonly strokes: readonly Stroke[];
  /** y as it came. */
  readonly box: Box;
}

function groupsOf(strokes: readonly Stroke[]): Group[] {
  const groups: Group[] = [];
  const boxed = strokes.map((stroke) => ({ strokes: [stroke], box: aroundStrokes([stroke]) }));
  for (const one of boxed.sort((a, b) => a.box.left - b.box.left)) {
    const last = groups.at(-1);
    if (last && overlaps(last.box, one.box)) {
      groups[groups.length - 1] = { strokes: [...last.strokes, ...one.strokes], box: around([last.box, one.box]) };
    } else groups.push(one);
  }
  return groups;
}

function overlaps(one: Box, other: Box): boolean {
  const shared = sharedWidth(one, other);
  return shared >= 0 && shared >= OVERLAP * Math.min(one.right - one.left, other.right - other.left);
}

/** Neighboring groups that may be one digit; each alone is among them, so that a way through always exists. */
function runsOf(groups: readonly Group[], height: number) {
  return groups.flatMap((_, from) => {
    const runs: (Group & { from: number; to: number })[] = [];
    let run: Group | undefined;
    for (let to = from + 1; to <= Math.min(groups.length, from + MOST_GROUPS); to++) {
      const next = groups[to - 1] as Group;
      run = run ? { strokes: [...run.strokes, ...next.strokes], box: around([run.box, next.box]) } : next;
      if (to > from + 1 && run.box.right - run.box.left > WIDEST * height) break;
      runs.push({ ...run, from, to });
    }
    return runs;
  });
}

/** How probable it is that one digit ends and another begins at a gap, in heights of the writing; below 0 they overlap. */
function cutProbability(gap: number): number {
  return 1 / (1 + Math.exp(-(gap - 0.02) / 0.08));
}

function belongs(cut: readonly number[], from: number, to: number): number {
  let sum = Math.log(cut[to - 1] ?? 1);
  for (let at = from; at < to - 1; at++) sum += Math.log(1 - (cut[at] as number));
  return Math.max(sum, -1e3);
}
