import { gaussianBlur, gaussianKernel } from "../../basics/gaussian-blur.js";
import type { Size } from "../../geometry/size.js";
import type { Corruption } from "../corruption.js";

/**
 * Only the outline is left: Canny's edges, one pixel thin, in full ink on paper.
 *
 * Severity s: below 1 the picture fades into its edges; above 1 they are those of the picture blurred by s pixels.
 *
 * Source: Canny, "A computational approach to edge detection", IEEE PAMI 8, 1986; Mu and Gilmer, "MNIST-C: A Robustness Benchmark for
 * Computer Vision", arXiv 1906.02337; https://github.com/google-research/mnist-c, corruptions.py, canny_edges, which uses
 * scikit-image's `canny` as it comes: a blur by 1 pixel and thresholds of 0.1 and 0.2.
 */
export const cannyEdges: Corruption = (size, severity) => {
  const find = edges(size, Math.max(1, severity));
  const share = Math.min(1, severity);
  return (source, target) => {
    const found = find(source);
    for (let i = 0; i < source.length; i++) target[i] = 255 * share * (found[i] as number) + (1 - share) * (source[i] as number);
  };
};

/** Full ink is 1, and Sobel's sums are not divided by 8. */
const LOW = 0.1;
const HIGH = 0.2;

/** What a pixel of the map of edges is. */
const NONE = 0;
const EDGE = 1;
/** At least LOW and highest across the edge: an edge if it hangs together with one. */
const WEAK = 2;

/** Finds the edges of pictures of one size: 1 on an edge, else 0, in an array that the next call writes again. */
function edges(size: Size, sigma: number): (source: Uint8Array) => Uint8Array {
  const count = size.height * size.width;
  const kernel = gaussianKernel(sigma);
  const [smooth, down, across, steep] = [0, 0, 0, 0].map(() => new Float64Array(count)) as [Plane, Plane, Plane, Plane];
  const inside = new Float64Array(count).fill(1);
  gaussianBlur(inside, inside, size, kernel, "zero"); // what of the kernel lies in the picture
  const map = new Uint8Array(count);
  const stack = new Int32Array(count);
  return (source) => {
    for (let i = 0; i < count; i++) smooth[i] = (source[i] as number) / 255;
    gaussianBlur(smooth, smooth, size, kernel, "zero");
    for (let i = 0; i < count; i++) smooth[i] = (smooth[i] as number) / (inside[i] as number);
    sobel(smooth, down, across, size);
    for (let i = 0; i < count; i++) steep[i] = Math.hypot(down[i] as number, across[i] as number);
    const strong = thin({ down, across, steep }, size, map, stack);
    follow(map, size, stack, strong);
    return map;
  };
}

type Plane = Float64Array;

interface Gradient {
  readonly down: Plane;
  readonly across: Plane;
  readonly steep: Plane;
}

/** Sobel's differences; beyond the edges the nearest pixel counts. */
function sobel(smooth: Plane, down: Plane, across: Plane, { height, width }: Size): void {
  const at = (row: number, column: number) =>
    smooth[Math.min(Math.max(row, 0), height - 1) * width + Math.min(Math.max(column, 0), width - 1)] as number;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [a, b, c] = [at(y - 1, x - 1), at(y - 1, x), at(y - 1, x + 1)];
      const [d, f] = [at(y, x - 1), at(y, x + 1)];
      const [g, h, i] = [at(y + 1, x - 1), at(y + 1, x), at(y + 1, x + 1)];
      down[y * width + x] = g - a + 2 * (h - b) + i - c;
      across[y * width + x] = c - a + 2 * (f - d) + i - g;
    }
  }
}

/**
 * Marks the pixels that are at least as steep as what lies before and behind them, one pixel along the gradient; that is between a
 * straight and a diagonal neighbor. The outermost pixels have no such neighbors and are never marked.
 *
 *   |down| ≥ |across|      . . .
 *                          . p .      ahead = (1 - w) · straight + w · diagonal, w = |across| / |down|
 *                          . s d
 *
 * Marked EDGE and put on the stack where the steepness is at least HIGH, WEAK where at least LOW; returns how many are on the stack.
 */
function thin({ down, across, steep }: Gradient, { height, width }: Size, map: Uint8Array, stack: Int32Array): number {
  map.fill(NONE);
  let strong = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const here = steep[i] as number;
      if (here < LOW) continue;
      const [gy, gx] = [down[i] as number, across[i] as number];
      const alongRows = Math.abs(gy) >= Math.abs(gx);
      const same = gy * gx >= 0 ? 1 : -1; // whether down and right, or down and left
      const straight = alongRows ? width : 1;
      const diagonal = alongRows ? width + same : 1 + same * width;
      const w = alongRows ? Math.abs(gx) / Math.abs(gy) : Math.abs(gy) / Math.abs(gx);
      const ahead = (steep[i + diagonal] as number) * w + (steep[i + straight] as number) * (1 - w);
      const behind = (steep[i - diagonal] as number) * w + (steep[i - straight] as number) * (1 - w);
      if (ahead > here || behind > here) continue;
      map[i] = here >= HIGH ? EDGE : WEAK;
      if (here >= HIGH) stack[strong++] = i;
    }
  }
  return strong;
}

/** Makes edges of the weak pixels that touch one, side or corner, and of those that touch these; forgets the others. */
function follow(map: Uint8Array, { height, width }: Size, stack: Int32Array, strong: number): void {
  let waiting = strong;
  while (waiting > 0) {
    const i = stack[--waiting] as number;
    const y = Math.floor(i / width);
    const x = i % width;
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        const next = row * width + column;
        if (map[next] !== WEAK) continue;
        map[next] = EDGE;
        stack[waiting++] = next;
      }
    }
  }
  for (let i = 0; i < map.length; i++) if (map[i] === WEAK) map[i] = NONE;
}
