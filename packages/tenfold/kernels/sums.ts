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

/** sums[c] = Σ_rows x[row][c] for x [rows, channels]: the gradient of a bias. One item for 4 channels. */
export function sumRows(x: usize, sums: usize, rows: i32, channels: i32, item: i32): void {
  const c = item * 4;
  const left = channels - c;
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let r = 0; r < rows; r++) {
    const v = loadUpTo4(x + ((r * channels + c) << 2), left);
    low = f64x2.add(low, f64x2.promote_low_f32x4(v));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<u32>(v, v, 2, 3, 0, 1)));
  }
  const a = f32x4.demote_f64x2_zero(low);
  const b = f32x4.demote_f64x2_zero(high);
  storeUpTo4(sums + (c << 2), v128.shuffle<u32>(a, b, 0, 1, 4, 5), left);
}
