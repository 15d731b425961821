import type { Engine } from "../engine.js";
import type { Tensor } from "../tensor.js";
import { imagesPerLane, lanesFor } from "./lanes.js";

/** What is made of a window: its largest pixel; the mean of its pixels inside the image; or of all, those beyond the edges being 0. */
export type Pooling = "max" | "mean inside" | "mean";

/** Windows over an image, each with a pixel of it at least. */
export interface Windows {
  readonly pooling: Pooling;
  readonly rows: number;
  readonly columns: number;
  /** Pixels from one to the next, down and across. */
  readonly stride: number;
  /** How far the first reach beyond the upper and the left edge. */
  readonly top: number;
  readonly left: number;
}

/** The kernel's numbers for them. */
const kinds: readonly Pooling[] = ["max", "mean inside", "mean"];

/** y `[n, outHeight, outWidth, channels]`, or `[n, channels]` of one window, a number a window, of x `[n, height, width, channels]`. */
export function windowPool(engine: Engine, x: Tensor, y: Tensor, n: number, windows: Windows): void {
  engine.fork("windowPool", lanesFor(n), x.pointer, y.pointer, n, ...geometry(x, y, windows), imagesPerLane(n));
}

/**
 * dx: of a maximum, dy at the first pixel of each window that is the largest; of a mean, dy's share at each. Windows that overlap add up.
 * `y` is what the forward pass has made of x.
 */
export function windowPoolGradient(
  engine: Engine,
  { x, y, dy }: { readonly x: Tensor; readonly y: Tensor; readonly dy: Tensor },
  dx: Tensor,
  n: number,
  windows: Windows,
): void {
  const pointers = [x.pointer, y.pointer, dy.pointer, dx.pointer] as const;
  engine.fork("windowPoolGradient", lanesFor(n), ...pointers, n, ...geometry(x, y, windows), imagesPerLane(n));
}

function geometry(x: Tensor, y: Tensor, { pooling, rows, columns, stride, top, left }: Windows) {
  const [, height, width, channels] = x.shape as readonly [number, number, number, number];
  const [outHeight = 1, outWidth = 1] = y.shape.slice(1, -1);
  return [height, width, channels, outHeight, outWidth, rows, columns, stride, top, left, kinds.indexOf(pooling)] as const;
}
