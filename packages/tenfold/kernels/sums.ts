import { loadUpTo4, storeUpTo4 } from "./simd";

/** to[i] = Σ_lane from[lane][i] for the `chunk` floats of this item: lanes are added in order, whoever computed them. */
export function sumLanes(from: usize, to: usize, length: i32, lanes: i32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  for (let i = item * chunk; i < end; i += 4) {
    const left = end - i;
    let sum = f32x4.splat(0);
    for (let lane = 0; lane < lanes; lane++) sum = f32x4.add(sum, loadUpTo4(from + ((lane * length + i) << 2), left));
    storeUpTo4(to + (i << 2), sum, left);
  }
}

/** sums[c] = Σ_rows x[row][c] for x [rows, channels]: the gradient of a bias. One item for 16 channels, a cache line of each row. */
export function sumRows(x: usize, sums: usize, rows: i32, channels: i32, item: i32): void {
  const c = item * 16;
  const left = channels - c;
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let s4 = f64x2.splat(0);
  let s5 = f64x2.splat(0);
  let s6 = f64x2.splat(0);
  let s7 = f64x2.splat(0);
  for (let r = 0; r < rows; r++) {
    const p = x + ((r * channels + c) << 2);
    const v0 = loadUpTo4(p, left);
    const v1 = loadUpTo4(p + 16, left - 4);
    const v2 = loadUpTo4(p + 32, left - 8);
    const v3 = loadUpTo4(p + 48, left - 12);
    s0 = f64x2.add(s0, f64x2.promote_low_f32x4(v0));
    s1 = f64x2.add(s1, upper(v0));
    s2 = f64x2.add(s2, f64x2.promote_low_f32x4(v1));
    s3 = f64x2.add(s3, upper(v1));
    s4 = f64x2.add(s4, f64x2.promote_low_f32x4(v2));
    s5 = f64x2.add(s5, upper(v2));
    s6 = f64x2.add(s6, f64x2.promote_low_f32x4(v3));
    s7 = f64x2.add(s7, upper(v3));
  }
  const to = sums + (c << 2);
  storeUpTo4(to, joined(s0, s1), left);
  storeUpTo4(to + 16, joined(s2, s3), left - 4);
  storeUpTo4(to + 32, joined(s4, s5), left - 8);
  storeUpTo4(to + 48, joined(s6, s7), left - 12);
}

/** The upper two of four floats as doubles. */
// @ts-ignore: decorator
@inline
function upper(v: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<u32>(v, v, 2, 3, 0, 1));
}

/** Two and two doubles as four floats. */
// @ts-ignore: decorator
@inline
function joined(low: v128, high: v128): v128 {
  return v128.shuffle<u32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}
