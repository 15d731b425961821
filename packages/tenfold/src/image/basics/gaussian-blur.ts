import type { Size } from "../geometry/size.js";

/** What lies beyond the edges: the nearest pixel, or nothing. */
export type BeyondEdges = "nearest" | "zero";

/**
 * The weights of a Gaussian at -radius … radius, summing to 1; it is cut off after four standard deviations, as in SciPy.
 *
 * @param sigma standard deviation in pixels; 0 gives the single weight 1
 */
export function gaussianKernel(sigma: number): Float64Array {
  const radius = Math.floor(4 * sigma + 0.5);
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, i) => (i === radius ? 1 : Math.exp(-0.5 * ((i - radius) / sigma) ** 2)));
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  return kernel.map((weight) => weight / total);
}

/** Blurs one picture `[height, width]` with the same kernel down the columns and then along the rows; `to` may be `from`. */
export function gaussianBlur(from: Float64Array, to: Float64Array, size: Size, kernel: Float64Array, edges: BeyondEdges = "nearest"): void {
  blurColumns(from, to, size, kernel, edges);
  blurLines(to, to, { lines: size.height, lineStep: size.width, length: size.width, step: 1 }, kernel, edges);
}

/** Blurs down the columns only; `to` may be `from`. */
export function blurColumns(from: Float64Array, to: Float64Array, size: Size, kernel: Float64Array, edges: BeyondEdges = "nearest"): void {
  blurLines(from, to, { lines: size.width, lineStep: 1, length: size.height, step: size.width }, kernel, edges);
}

/** How the lines to blur lie in memory: the first pixels of two lines are `lineStep` apart, the pixels of one line `step`. */
interface Lines {
  readonly lines: number;
  readonly lineStep: number;
  readonly length: number;
  readonly step: number;
}

function blurLines(
  from: Float64Array,
  to: Float64Array,
  { lines, lineStep, length, step }: Lines,
  kernel: Float64Array,
  edges: BeyondEdges,
) {
  const radius = kernel.length >> 1;
  const padded = new Float64Array(length + 2 * radius);
  for (let line = 0; line < lines; line++) {
    const first = line * lineStep;
    const last = first + (length - 1) * step;
    padded.fill(edges === "zero" ? 0 : (from[first] as number), 0, radius);
    for (let i = 0; i < length; i++) padded[radius + i] = from[first + i * step] as number;
    padded.fill(edges === "zero" ? 0 : (from[last] as number), radius + length);
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let k = 0; k < kernel.length; k++) sum += (kernel[k] as number) * (padded[i + k] as number);
      to[first + i * step] = sum;
    }
  }
}
