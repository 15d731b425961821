import type { Numbers } from "./numbers.js";

/** `n` images of so many pixels and channels. */
export interface ScaleShiftSizes {
  readonly n: number;
  readonly pixels: number;
  readonly channels: number;
}

/** x (1 + scale) + shift; `by` has the scales of an image before its shifts. */
export function scaleShift(x: Numbers, by: Numbers, { n, pixels, channels }: ScaleShiftSizes): Float64Array {
  return Float64Array.from({ length: n * pixels * channels }, (_, at) => {
    const scale = Math.floor(at / (pixels * channels)) * 2 * channels + (at % channels);
    return (x[at] as number) * (1 + (by[scale] as number)) + (by[scale + channels] as number);
  });
}

/** Σ over pixels of x dy, then of dy, `[n, 2 channels]`. */
export function scaleShiftSums(x: Numbers, dy: Numbers, { n, pixels, channels }: ScaleShiftSizes): Float64Array {
  const sums = new Float64Array(n * 2 * channels);
  for (let at = 0; at < n * pixels * channels; at++) {
    const scale = Math.floor(at / (pixels * channels)) * 2 * channels + (at % channels);
    sums[scale]! += (x[at] as number) * (dy[at] as number);
    sums[scale + channels]! += dy[at] as number;
  }
  return sums;
}

/** dy (1 + scale) */
export function scaleShiftGradient(dy: Numbers, by: Numbers, sizes: ScaleShiftSizes): Float64Array {
  const { n, channels } = sizes;
  const still = Float64Array.from({ length: n * 2 * channels }, (_, at) => (at % (2 * channels) < channels ? (by[at] as number) : 0));
  return scaleShift(dy, still, sizes);
}

/** Rows of a and b side by side. */
export function sideBySide(a: Numbers, b: Numbers, n: number): Float64Array {
  const [left, right] = [a.length / n, b.length / n];
  return Float64Array.from({ length: a.length + b.length }, (_, at) => {
    const [row, column] = [Math.floor(at / (left + right)), at % (left + right)];
    return (column < left ? a[row * left + column] : b[row * right + column - left]) as number;
  });
}

/** Rows of `size` numbers in one table, for columns that have some. */
export interface LookUpSizes {
  readonly n: number;
  readonly rows: readonly number[];
  readonly size: number;
}

/** Where in a row of the result what comes of each column begins, and where in the table its rows do; each with the end. */
function places({ rows, size }: LookUpSizes) {
  const offsets = [0];
  const firsts = [0];
  for (const [column, count] of rows.entries()) {
    offsets.push((offsets[column] as number) + (count > 0 ? size : 1));
    firsts.push((firsts[column] as number) + count);
  }
  return { offsets, firsts, width: offsets.at(-1) as number };
}

function rowOf(value: number, rows: number): number {
  return value >= 0.5 && value < rows - 0.5 ? Math.floor(value + 0.5) : 0;
}

/** Of each column the row that its number means, or the number. */
export function lookUp(x: Numbers, table: Numbers, sizes: LookUpSizes): Float64Array {
  const { n, rows, size } = sizes;
  const { offsets, firsts, width } = places(sizes);
  const y = new Float64Array(n * width);
  for (let at = 0; at < n; at++) {
    for (const [column, count] of rows.entries()) {
      const value = x[at * rows.length + column] as number;
      const to = at * width + (offsets[column] as number);
      const row = (firsts[column] as number) + rowOf(value, count);
      if (count === 0) y[to] = value;
      else for (let i = 0; i < size; i++) y[to + i] = table[row * size + i] as number;
    }
  }
  return y;
}

/** Σ over the batch of what came for each row. */
export function lookUpGradient(x: Numbers, dy: Numbers, sizes: LookUpSizes): Float64Array {
  const { n, rows, size } = sizes;
  const { offsets, firsts, width } = places(sizes);
  const dtable = new Float64Array((firsts.at(-1) as number) * size);
  for (let at = 0; at < n; at++) {
    for (const [column, count] of rows.entries()) {
      if (count === 0) continue;
      const row = (firsts[column] as number) + rowOf(x[at * rows.length + column] as number, count);
      for (let i = 0; i < size; i++) dtable[row * size + i]! += dy[at * width + (offsets[column] as number) + i] as number;
    }
  }
  return dtable;
}

/** What came for numbers that passed. */
export function lookUpInputGradient(dy: Numbers, sizes: LookUpSizes): Float64Array {
  const { n, rows } = sizes;
  const { offsets, width } = places(sizes);
  return Float64Array.from({ length: n * rows.length }, (_, at) => {
    const [row, column] = [Math.floor(at / rows.length), at % rows.length];
    return rows[column] === 0 ? (dy[row * width + (offsets[column] as number)] as number) : 0;
  });
}
