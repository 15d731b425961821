import type { Numbers } from "./numbers.js";

/** y = max(0, x); what is not a number stays so. */
export function relu(x: Numbers): Float64Array {
  return Float64Array.from(x, (value) => Math.max(0, value));
}

/** dx = dy where x > 0, else 0. */
export function reluGradient(x: Numbers, dy: Numbers): Float64Array {
  return Float64Array.from(x, (value, at) => (value > 0 ? (dy[at] as number) : 0));
}

/** How a ReLU departs from max(0, x): what it multiplies below 0, and the most that comes out. */
interface ReluForm {
  readonly slope: number;
  readonly limit: number;
}

/** y = x above 0, slope x below, at most limit. */
export function slopedRelu(x: Numbers, { slope, limit }: ReluForm): Float64Array {
  return Float64Array.from(x, (value) => Math.min(limit, value > 0 ? value : slope * value));
}

/** dx = dy where 0 < x < limit, slope dy where x <= 0, else 0. */
export function slopedReluGradient(x: Numbers, dy: Numbers, { slope, limit }: ReluForm): Float64Array {
  return Float64Array.from(x, (value, at) => (value >= limit ? 0 : (value > 0 ? 1 : slope) * (dy[at] as number)));
}

/** y = a + b */
export function add(a: Numbers, b: Numbers): Float64Array {
  return Float64Array.from(a, (value, at) => value + (b[at] as number));
}

/** y = x / (1 - rate) where kept, else 0; the gradient is the same function of dy. */
export function dropout(x: Numbers, { rate, key }: { readonly rate: number; readonly key: number }): Float64Array {
  return Float64Array.from(x, (value, at) => (isKept(at, key, rate) ? value / (1 - rate) : 0));
}

/** Whether the element at place `index` survives: a hash of its place and the key, as a share of 2^32, is not below the rate. */
function isKept(index: number, key: number, rate: number): boolean {
  return hash(Math.imul(index, 0x9e3779b9) + key) >= Math.min(Math.round(rate * 2 ** 32), 2 ** 32 - 1);
}

/** Wellons' "lowbias32": https://github.com/skeeto/hash-prospector */
function hash(word: number): number {
  let x = word >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** `n` images of rows, columns and channels. */
export interface ImageSizes {
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** y `[n, ⌊height / 2⌋, ⌊width / 2⌋, channels]` = the largest of each 2x2 of x `[n, height, width, channels]`. */
export function maxPool(x: Numbers, sizes: ImageSizes): Float64Array {
  return Float64Array.from(poolWindows(sizes), (places) => Math.max(...places.map((place) => x[place] as number)));
}

/** dx `[n, height, width, channels]` = dy at the first of each 2x2, in reading order, that is the largest; else 0. */
export function maxPoolGradient(x: Numbers, dy: Numbers, sizes: ImageSizes): Float64Array {
  const dx = new Float64Array(x.length);
  poolWindows(sizes).forEach((places, at) => {
    const most = Math.max(...places.map((place) => x[place] as number));
    const winner = places.find((place) => x[place] === most);
    if (winner !== undefined) dx[winner] = dy[at] as number;
  });
  return dx;
}

/** For each number of a pool's output, the four places of the input it is the largest of, in reading order. */
export function poolWindows({ n, height, width, channels }: ImageSizes): number[][] {
  const windows: number[][] = [];
  for (let image = 0; image < n; image++) {
    for (let row = 0; row + 1 < height; row += 2) {
      for (let column = 0; column + 1 < width; column += 2) {
        for (let channel = 0; channel < channels; channel++) {
          const place = (y: number, x: number) => ((image * height + y) * width + x) * channels + channel;
          windows.push([place(row, column), place(row, column + 1), place(row + 1, column), place(row + 1, column + 1)]);
        }
      }
    }
  }
  return windows;
}
