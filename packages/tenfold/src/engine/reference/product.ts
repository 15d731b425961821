import type { Numbers } from "./numbers.js";

export interface ProductSizes {
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
  readonly turnA?: boolean;
  readonly turnB?: boolean;
}

/**
 * c = a · b + bias.
 *
 * a `[rows, depth]`, or `[depth, rows]` with `turnA`; b `[depth, columns]`, or `[columns, depth]` with `turnB`; bias `[columns]`;
 * c `[rows, columns]`
 */
export function multiply(a: Numbers, b: Numbers, bias: Numbers | undefined, sizes: ProductSizes): Float64Array {
  const { rows, depth, columns, turnA = false, turnB = false } = sizes;
  const c = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = bias ? (bias[column] as number) : 0;
      for (let k = 0; k < depth; k++) {
        sum += a[turnA ? k * rows + row : row * depth + k]! * b[turnB ? column * depth + k : k * columns + column]!;
      }
      c[row * columns + column] = sum;
    }
  }
  return c;
}

/** sums `[columns]` = Σ over the rows of x `[rows, columns]`. */
export function sumRows(x: Numbers, columns: number): Float64Array {
  const sums = new Float64Array(columns);
  for (let at = 0; at < x.length; at++) sums[at % columns]! += x[at] as number;
  return sums;
}
