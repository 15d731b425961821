import type { ImageSizes } from "./elementwise.js";
import type { Numbers } from "./numbers.js";

/** Windows of rows x columns places, `stride` apart, the first reaching `top` and `left` beyond the edges; so many down and across. */
export interface PoolSizes extends ImageSizes {
  readonly pooling: "max" | "mean inside" | "mean";
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
  readonly top: number;
  readonly left: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

/** Of each window its largest pixel, or its mean. */
export function windowPool(x: Numbers, sizes: PoolSizes): Float64Array {
  return Float64Array.from(windows(sizes), (places) => {
    const pixels = places.map((place) => x[place] as number);
    return sizes.pooling === "max" ? Math.max(...pixels) : pixels.reduce((sum, pixel) => sum + pixel, 0) / divisor(places, sizes);
  });
}

/** What each pixel had in dy's windows: all, where it is the first of the largest; its share of a mean. */
export function windowPoolGradient(x: Numbers, dy: Numbers, sizes: PoolSizes): Float64Array {
  const dx = new Float64Array(x.length);
  windows(sizes).forEach((places, at) => {
    const most = Math.max(...places.map((place) => x[place] as number));
    const winners = sizes.pooling === "max" ? places.filter((place) => x[place] === most).slice(0, 1) : places;
    const by = sizes.pooling === "max" ? 1 : divisor(places, sizes);
    for (const place of winners) dx[place]! += (dy[at] as number) / by;
  });
  return dx;
}

function divisor(places: readonly number[], { pooling, rows, columns }: PoolSizes): number {
  return pooling === "mean" ? rows * columns : places.length;
}

/** For each number of the output, the places of its window that lie in the image, in reading order. */
function windows(sizes: PoolSizes): number[][] {
  const { n, height, width, channels, outHeight, outWidth } = sizes;
  const found: number[][] = [];
  for (let image = 0; image < n; image++) {
    for (let i = 0; i < outHeight; i++) {
      for (let j = 0; j < outWidth; j++) {
        for (let channel = 0; channel < channels; channel++) {
          const places = inside(i, j, sizes).map(([row, column]) => ((image * height + row) * width + column) * channels + channel);
          found.push(places);
        }
      }
    }
  }
  return found;
}

/** Rows and columns of a window's pixels in the image. */
function inside(i: number, j: number, { height, width, rows, columns, stride, top, left }: PoolSizes): [row: number, column: number][] {
  const found: [number, number][] = [];
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b < columns; b++) {
      const [row, column] = [i * stride + a - top, j * stride + b - left];
      if (row >= 0 && row < height && column >= 0 && column < width) found.push([row, column]);
    }
  }
  return found;
}
