import { scratch } from "./scratch";
import { loadUpTo4, roundUp, storeUpTo4 } from "./simd";
import { tile4x8 } from "./tile";

/** Rows of C that one item computes. */
const ROWS = 24;

/**
 * One B panel: columns 8 * item .. 8 * item + 7 of B [depth, columns], zeros beyond either edge.
 *
 * @param turned whether B is stored as [columns, depth]
 * @param packed [ceil(columns / 8)][roundUp(depth, 4)][8]
 */
export function packPanel(b: usize, packed: usize, depth: i32, columns: i32, turned: bool, item: i32): void {
  const padded = roundUp(depth, 4);
  const first = item * 8;
  const wide = min(8, columns - first);
  let p = packed + <usize>(item * padded * 32);
  memory.fill(p, 0, <usize>(padded * 32));
  for (let k = 0; k < depth; k++, p += 32) {
    if (turned) {
      for (let j = 0; j < wide; j++) {
        store<f32>(p + (j << 2), load<f32>(b + (((first + j) * depth + k) << 2)));
      }
    } else {
      const row = b + ((k * columns + first) << 2);
      v128.store(p, loadUpTo4(row, wide));
      if (wide > 4) v128.store(p, loadUpTo4(row + 16, wide - 4), 16);
    }
  }
}

/**
 * C = A . B + bias for 24 rows: rows 24 * item .. of C [rows, columns].
 *
 * @param a [rows, depth], or [depth, rows] where `turned`
 * @param packed B, packed by `packPanel`
 * @param bias [columns] added to every row, or 0 for none
 */
export function gemm(
  a: usize, packed: usize, bias: usize, c: usize, rows: i32, depth: i32, columns: i32, turned: bool, item: i32,
): void {
  const first = item * ROWS;
  const high = min(ROWS, rows - first);
  const padded = roundUp(depth, 4);
  packRows(a, scratch, first, high, rows, depth, turned);
  multiplyPanels(scratch, roundUp(high, 4), high, packed, padded, bias, c + ((first * columns) << 2), columns);
}

/** Rows of A as A panels [depth / 4][roundUp(high, 4)][4], zeros beyond either edge. */
export function packRows(a: usize, to: usize, first: i32, high: i32, rows: i32, depth: i32, turned: bool): void {
  const tall = roundUp(high, 4);
  const zero = f32x4.splat(0);
  for (let k = 0; k < depth; k += 4) {
    const left = depth - k;
    for (let r = 0; r < tall; r++, to += 16) {
      if (r >= high) {
        v128.store(to, zero);
      } else if (turned) {
        const p = a + ((k * rows + first + r) << 2);
        const next = <usize>(rows << 2);
        v128.store(to, zero);
        store<f32>(to, load<f32>(p));
        if (left > 1) store<f32>(to + 4, load<f32>(p + next));
        if (left > 2) store<f32>(to + 8, load<f32>(p + next * 2));
        if (left > 3) store<f32>(to + 12, load<f32>(p + next * 3));
      } else {
        v128.store(to, loadUpTo4(a + (((first + r) * depth + k) << 2), left));
      }
    }
  }
}

/**
 * C = A . B + bias from panels: `high` rows of `columns` floats. Ragged tiles take a way round through 128 bytes behind
 * the A panels.
 *
 * @param a A panels [depth / 4][tall][4], tall a multiple of 4
 * @param packed B panels [ceil(columns / 8)][depth][8]
 */
export function multiplyPanels(
  a: usize, tall: i32, high: i32, packed: usize, depth: i32, bias: usize, c: usize, columns: i32,
): void {
  const aside = a + <usize>(tall * depth * 4);
  const zero = f32x4.splat(0);
  for (let column = 0; column < columns; column += 8, packed += <usize>(depth * 32)) {
    const wide = columns - column;
    const bias0 = bias ? loadUpTo4(bias + (column << 2), wide) : zero;
    const bias1 = bias && wide > 4 ? loadUpTo4(bias + (column << 2) + 16, wide - 4) : zero;
    for (let row = 0; row < high; row += 4) {
      tile4x8(a + (row << 4), <usize>(tall * 16), packed, aside, 32, depth >> 2);
      const last = min(4, high - row);
      for (let r = 0; r < last; r++) {
        const p = aside + (r << 5);
        const to = c + (((row + r) * columns + column) << 2);
        storeUpTo4(to, f32x4.add(v128.load(p), bias0), wide);
        if (wide > 4) storeUpTo4(to + 16, f32x4.add(v128.load(p, 16), bias1), wide - 4);
      }
    }
  }
}
