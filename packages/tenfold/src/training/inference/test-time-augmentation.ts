import type { ContextRow } from "../../data/context/context-columns.js";
import { sizeOf, type Tensor } from "../../engine/tensor.js";
import { UsageError } from "../../errors.js";
import { checkOptions } from "../../known-options.js";

export interface ViewOptions {
  /**
   * On how many views of each picture the probabilities are the mean, 1 to 9: as it is, shifted by a pixel up, down, left and right
   * (5 views), and along the diagonals (9). Each view takes the time of one. 1 by default. (Test-time augmentation, as in
   * Krizhevsky, Sutskever and Hinton, 2012)
   */
  readonly views?: number | undefined;
}

export interface PredictOptions extends ViewOptions {
  /** With a model that takes a context, what is known: one row for all pictures, or a row a picture. Nothing is known unless told. */
  readonly context?: ContextRow | readonly ContextRow[] | undefined;
}

/** Pixels down and across. */
const SHIFTS = [
  [0, 0],
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
  [-1, -1],
  [-1, 1],
  [1, -1],
  [1, 1],
] as const;

/** @throws UsageError unless it is a whole number from 1 to 9 */
export function checkViews(who: string, options: ViewOptions): number {
  checkOptions(who, options, ["views"]);
  const { views = 1 } = options;
  if (!Number.isInteger(views) || views < 1 || views > SHIFTS.length) {
    throw new UsageError(`${who}: views is ${views}, a whole number from 1 to ${SHIFTS.length} is wanted`);
  }
  return views;
}

/**
 * Test-time augmentation: puts one view after another of the first `n` pictures in `x`, a network's input, and calls `use` with its number. The first is the
 * pictures as they are; they stand in `x` no more afterwards.
 */
export function eachView(x: Tensor, n: number, views: number, use: (view: number) => void): void {
  const input = x.shape.slice(1) as [number, number, number];
  const pictures = views > 1 ? x.data.slice(0, n * sizeOf(input)) : undefined;
  for (const [view, [down, across]] of SHIFTS.slice(0, views).entries()) {
    if (view > 0 && pictures) x.data.set(shifted(pictures, input, down, across));
    use(view);
  }
}

/** Pictures `[n, height, width, channels]` moved by whole pixels; what comes in from beyond the edge is paper. */
function shifted(
  pictures: Float32Array,
  [height, width, channels]: readonly [number, number, number],
  down: number,
  across: number,
): Float32Array {
  const row = width * channels;
  const moved = new Float32Array(pictures.length);
  const from = Math.max(0, -across) * channels;
  const to = Math.max(0, across) * channels;
  const length = row - Math.abs(across) * channels;
  for (let y = 0; y < pictures.length / row; y++) {
    const source = (y % height) - down;
    if (source < 0 || source >= height || length <= 0) continue;
    const start = (y - down) * row + from;
    moved.set(pictures.subarray(start, start + length), y * row + to);
  }
  return moved;
}
