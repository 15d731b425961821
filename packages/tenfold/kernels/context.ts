import { loadUpTo4, madd, storeUpTo4 } from "./simd";

/**
 * What lets a second input, the context, have a say: a scale and a shift for each channel, rows of a table, and features side by side.
 */

/** y = x (1 + scale) + shift; x, y [n, area, channels], by [n, 2 channels], the scales before the shifts. */
export function scaleShift(x: usize, by: usize, y: usize, n: i32, area: i32, channels: i32, imagesPerItem: i32, item: i32): void {
  const row = <usize>(channels << 2);
  const end = min((item + 1) * imagesPerItem, n);
  for (let image = item * imagesPerItem; image < end; image++) {
    const scales = by + <usize>image * row * 2;
    let at = <usize>(image * area) * row;
    for (let pixel = 0; pixel < area; pixel++, at += row) {
      for (let c = 0; c < channels; c += 4) {
        const left = channels - c;
        const p = at + (c << 2);
        const scale = scales + (c << 2);
        const v = loadUpTo4(x + p, left);
        storeUpTo4(y + p, madd(v, loadUpTo4(scale, left), f32x4.add(v, loadUpTo4(scale + row, left))), left);
      }
    }
  }
}

/** dby = Σ over pixels of x dy, then of dy */
export function scaleShiftSums(x: usize, dy: usize, dby: usize, n: i32, area: i32, channels: i32, imagesPerItem: i32, item: i32): void {
  const row = <usize>(channels << 2);
  const end = min((item + 1) * imagesPerItem, n);
  for (let image = item * imagesPerItem; image < end; image++) {
    const to = dby + <usize>image * row * 2;
    const first = <usize>(image * area) * row;
    for (let c = 0; c < channels; c += 4) {
      const left = channels - c;
      let p = first + (c << 2);
      let scale = f32x4.splat(0);
      let shift = f32x4.splat(0);
      for (let pixel = 0; pixel < area; pixel++, p += row) {
        const d = loadUpTo4(dy + p, left);
        scale = madd(loadUpTo4(x + p, left), d, scale);
        shift = f32x4.add(shift, d);
      }
      storeUpTo4(to + (c << 2), scale, left);
      storeUpTo4(to + row + (c << 2), shift, left);
    }
  }
}

/** dx = dy (1 + scale) */
export function scaleShiftGradient(dy: usize, by: usize, dx: usize, n: i32, area: i32, channels: i32, imagesPerItem: i32, item: i32): void {
  const row = <usize>(channels << 2);
  const end = min((item + 1) * imagesPerItem, n);
  for (let image = item * imagesPerItem; image < end; image++) {
    const scales = by + <usize>image * row * 2;
    let at = <usize>(image * area) * row;
    for (let pixel = 0; pixel < area; pixel++, at += row) {
      for (let c = 0; c < channels; c += 4) {
        const left = channels - c;
        const d = loadUpTo4(dy + at + (c << 2), left);
        storeUpTo4(dx + at + (c << 2), madd(d, loadUpTo4(scales + (c << 2), left), d), left);
      }
    }
  }
}

/** y = [a, b]: rows of `left` and of `right` numbers side by side */
export function sideBySide(a: usize, b: usize, y: usize, n: i32, left: i32, right: i32, rowsPerItem: i32, item: i32): void {
  const end = min((item + 1) * rowsPerItem, n);
  for (let at = item * rowsPerItem; at < end; at++) {
    const to = y + (<usize>(at * (left + right)) << 2);
    memory.copy(to, a + (<usize>(at * left) << 2), <usize>left << 2);
    memory.copy(to + (<usize>left << 2), b + (<usize>(at * right) << 2), <usize>right << 2);
  }
}

/** [a, b] = y; where a or b is 0 nobody wants it */
export function apartAgain(y: usize, a: usize, b: usize, n: i32, left: i32, right: i32, rowsPerItem: i32, item: i32): void {
  const end = min((item + 1) * rowsPerItem, n);
  for (let at = item * rowsPerItem; at < end; at++) {
    const from = y + (<usize>(at * (left + right)) << 2);
    if (a) memory.copy(a + (<usize>(at * left) << 2), from, <usize>left << 2);
    if (b) memory.copy(b + (<usize>(at * right) << 2), from + (<usize>left << 2), <usize>right << 2);
  }
}

/** Which of `rows` rows a number means: the nearest, and the first where there is none. */
// @ts-ignore: decorator
@inline
function rowOf(value: f32, rows: i32): i32 {
  return value >= 0.5 && value < <f32>rows - 0.5 ? <i32>(value + 0.5) : 0; // NaN is none
}

/**
 * y [n, width] from x [n, columns]: of each column either the number itself, or the row of the table that it means.
 *
 * @param plan for each column how many rows it has in the table, 0 where its number passes, and which is its first
 */
export function lookUp(
  x: usize, plan: usize, table: usize, y: usize, n: i32, columns: i32, size: i32, width: i32, rowsPerItem: i32, item: i32,
): void {
  const end = min((item + 1) * rowsPerItem, n);
  for (let at = item * rowsPerItem; at < end; at++) {
    let to = y + (<usize>(at * width) << 2);
    const from = x + (<usize>(at * columns) << 2);
    for (let column = 0; column < columns; column++) {
      const rows = load<i32>(plan + (column << 3));
      const value = load<f32>(from + (column << 2));
      if (rows) {
        const row = load<i32>(plan + (column << 3) + 4) + rowOf(value, rows);
        memory.copy(to, table + (<usize>(row * size) << 2), <usize>size << 2);
        to += <usize>size << 2;
      } else {
        store<f32>(to, value);
        to += 4;
      }
    }
  }
}

/** dtable of the column that is this item, its rows alone: the sum over the batch, in its order */
export function lookUpGradient(
  x: usize, plan: usize, dy: usize, dtable: usize, n: i32, columns: i32, size: i32, width: i32, item: i32,
): void {
  const rows = load<i32>(plan + (item << 3));
  if (!rows) return;
  const own = dtable + (<usize>(load<i32>(plan + (item << 3) + 4) * size) << 2);
  memory.fill(own, 0, <usize>(rows * size) << 2);
  let offset = 0;
  for (let column = 0; column < item; column++) offset += load<i32>(plan + (column << 3)) ? size : 1;
  for (let at = 0; at < n; at++) {
    const to = own + (<usize>(rowOf(load<f32>(x + (<usize>(at * columns + item) << 2)), rows) * size) << 2);
    const from = dy + (<usize>(at * width + offset) << 2);
    for (let i = 0; i < size; i += 4) {
      const left = size - i;
      storeUpTo4(to + (i << 2), f32x4.add(loadUpTo4(to + (i << 2), left), loadUpTo4(from + (i << 2), left)), left);
    }
  }
}

/** dx: what came for a number that passed, and 0 for one that means a row */
export function lookUpInputGradient(
  plan: usize, dy: usize, dx: usize, n: i32, columns: i32, size: i32, width: i32, rowsPerItem: i32, item: i32,
): void {
  const end = min((item + 1) * rowsPerItem, n);
  for (let at = item * rowsPerItem; at < end; at++) {
    let from = dy + (<usize>(at * width) << 2);
    const to = dx + (<usize>(at * columns) << 2);
    for (let column = 0; column < columns; column++) {
      const rows = load<i32>(plan + (column << 3));
      store<f32>(to + (column << 2), rows ? 0 : load<f32>(from));
      from += rows ? <usize>size << 2 : 4;
    }
  }
}
