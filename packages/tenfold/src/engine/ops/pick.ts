import type { Engine } from "../engine.js";
import type { Pointer } from "../kernel-types.js";
import type { Tensor } from "../tensor.js";

/** Bytes of images in the engine's memory, ready to be picked from. */
interface Pixels {
  readonly pointer: Pointer;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Pictures in a fork: each is an item, and a fork takes some thousands. */
const AT_ONCE = 4096;

/**
 * x `[n, height, width, channels]` = the images at `indices` divided by 255, pulled through `maps` where given.
 *
 * @param indices address of n 32-bit unsigned rows
 * @param maps `[n, 6]`: output row y, column x shows the input at (m0 y + m1 x + m2, m3 y + m4 x + m5), bilinearly, the edge's
 *   pixels continued beyond it
 * @param knots `[n, 2, rows, columns]`, four or more of each: pixels further down and across, a cubic B-spline over the picture
 */
export function pick(engine: Engine, from: Pixels, indices: Pointer, x: Tensor, n: number, maps?: Tensor, knots?: Tensor): void {
  const { pointer, height, width, channels } = from;
  const size = height * width * channels;
  for (let first = 0; first < n; first += AT_ONCE) {
    const items = Math.min(AT_ONCE, n - first);
    const [rows, to] = [indices + first * 4, x.pointer + first * size * 4];
    if (maps && knots) {
      const [, , tall = 0, wide = 0] = knots.shape;
      const pointers = [maps.pointer + first * 24, knots.pointer + first * 8 * tall * wide, to] as const;
      engine.fork("pickDistorted", items, pointer, rows, ...pointers, height, width, channels, tall, wide);
    } else if (maps) engine.fork("pickWarped", items, pointer, rows, maps.pointer + first * 24, to, height, width, channels);
    else engine.fork("pick", items, pointer, rows, to, size);
  }
}
