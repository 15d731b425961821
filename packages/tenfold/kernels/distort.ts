import { scratch } from "./scratch";
import { sample } from "./warp";

/**
 * Pictures picked by index and pulled through an affine map each, as `pickWarped` does, and through a field of displacements: a
 * rubber sheet that is pulled a little at every place. The field is a cubic B-spline over a grid of knots, of which there is one
 * interval more on every side than pixels reach:
 *
 *   displacement at row y, column x = Σ_ab B_a(v) B_b(u) knots[i + a][j + b]     i + v = y (rows - 3) / (height - 1), 0 <= v <= 1
 *
 * @param knots [n, 2, rows, columns]: how far down, then how far across, in pixels of the input
 */
export function pickDistorted(
  pixels: usize, indices: usize, maps: usize, knots: usize, out: usize, height: i32, width: i32, channels: i32,
  rows: i32, columns: i32, item: i32,
): void {
  const size = height * width * channels;
  const from = pixels + <usize>load<u32>(indices + (item << 2)) * size;
  const m = maps + item * 24;
  const m0 = load<f32>(m);
  const m1 = load<f32>(m, 4);
  const m2 = load<f32>(m, 8);
  const m3 = load<f32>(m, 12);
  const m4 = load<f32>(m, 16);
  const m5 = load<f32>(m, 20);
  const down = knots + <usize>((item * 2 * rows * columns) << 2);
  const across = down + <usize>((rows * columns) << 2);
  const basis = scratch; // [4] of this row
  const lines = basis + 16; // [2][columns]: the field along this row, at the columns of the knots
  let to = out + ((item * size) << 2);
  for (let y = 0; y < height; y++) {
    const i = place(basis, y, height, rows);
    for (let c = 0; c < columns; c++) {
      const at = <usize>((i * columns + c) << 2);
      store<f32>(lines + (c << 2), spline(basis, down + at, <usize>(columns << 2)));
      store<f32>(lines + ((columns + c) << 2), spline(basis, across + at, <usize>(columns << 2)));
    }
    for (let x = 0; x < width; x++, to += channels << 2) {
      const j = place(basis, x, width, columns);
      const row = m0 * <f32>y + m1 * <f32>x + m2 + spline(basis, lines + (j << 2), 4);
      const column = m3 * <f32>y + m4 * <f32>x + m5 + spline(basis, lines + ((columns + j) << 2), 4);
      sample(from, to, row, column, height, width, channels);
    }
  }
}

/** The knot interval that a pixel lies in; writes the four B-splines' values there. */
// @ts-ignore: decorator
@inline
function place(basis: usize, pixel: i32, side: i32, knots: i32): i32 {
  const at: f32 = side > 1 ? (<f32>pixel * <f32>(knots - 3)) / <f32>(side - 1) : 0;
  const interval = min(<i32>at, knots - 4);
  const t = at - <f32>interval;
  const s: f32 = 1 - t;
  store<f32>(basis, (s * s * s) / 6);
  store<f32>(basis, ((3 * t - 6) * t * t + 4) / 6, 4);
  store<f32>(basis, (((3 - 3 * t) * t + 3) * t + 1) / 6, 8);
  store<f32>(basis, (t * t * t) / 6, 12);
  return interval;
}

/** Four knots, `step` bytes apart, by the four values. */
// @ts-ignore: decorator
@inline
function spline(basis: usize, p: usize, step: usize): f32 {
  return (
    load<f32>(basis) * load<f32>(p) +
    load<f32>(basis, 4) * load<f32>(p + step) +
    load<f32>(basis, 8) * load<f32>(p + step * 2) +
    load<f32>(basis, 12) * load<f32>(p + step * 3)
  );
}
