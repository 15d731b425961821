import { sizeOf } from "../engine/tensor.js";
import { UsageError } from "../errors.js";
import type { Trainer } from "./trainer.js";

export interface InferenceOptions {
  /**
   * On how many views of each picture the probabilities are the mean, 1 to 9: as it is, shifted by a pixel up, down, left and right
   * (5 views), and along the diagonals (9). Each view takes the time of one. 1 by default. (Test-time augmentation, as in
   * Krizhevsky, Sutskever and Hinton, 2012)
   */
  readonly views?: number;
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
export function checkViews(who: string, { views = 1 }: InferenceOptions): number {
  if (!Number.isInteger(views) || views < 1 || views > SHIFTS.length) {
    throw new UsageError(`${who}: views is ${views}, a whole number from 1 to ${SHIFTS.length} is wanted`);
  }
  return views;
}

/**
 * Infers the first `n` pictures in the trainer's input on so many views, and leaves the mean probabilities where one inference
 * would; with labels, also the losses by them.
 */
export function inferViews(trainer: Trainer, n: number, views: number, labels?: Uint8Array): void {
  if (views === 1) {
    trainer.infer(n, labels);
    return;
  }
  const { network, probabilities, losses } = trainer;
  const input = network.x.shape.slice(1);
  const pictures = network.x.data.slice(0, n * sizeOf(input));
  const classes = probabilities.shape[1] as number;
  const sums = new Float64Array(n * classes);
  for (const [down, across] of SHIFTS.slice(0, views)) {
    network.x.data.set(shifted(pictures, input as [number, number, number], down, across));
    trainer.infer(n);
    const found = probabilities.data;
    for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) + (found[at] as number);
  }
  probabilities.data.set(sums.map((sum) => sum / views));
  if (labels)
    losses.data.set(Array.from({ length: n }, (_, row) => -Math.log((sums[row * classes + (labels[row] as number)] as number) / views)));
}

/** Pictures `[n, height, width, channels]` moved by whole pixels; what comes in from beyond the edge is paper. */
function shifted(
  pictures: Float32Array,
  [height, width, channels]: readonly [number, number, number],
  down: number,
  across: number,
): Float32Array {
  if (down === 0 && across === 0) return pictures;
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
