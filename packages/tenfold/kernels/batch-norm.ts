import { kept } from "./random";
import { addUpTo4, loadUpTo4, madd, storeUpTo4 } from "./simd";

/**
 * Batch normalization (Ioffe and Szegedy, 2015) and what usually follows it, in as few passes over memory as the
 * arithmetic allows:
 *
 *   y = dropout(pool(relu(scale z + shift)))     scale = γ / √(var + ε),  shift = β - mean scale
 *
 * z [n, height, width, channels] is what the layer before wrote. The backward pass computes the ReLU's mask, the pool's
 * winner and the dropout's mask again from z and the counter, so that none of them is stored:
 *
 *   dz = scale (g - mean(g) - ẑ mean(g ẑ))       g = the gradient that reaches scale z + shift,  ẑ = (z - mean) / √(var + ε)
 *
 * `constants` [4, channels]: scale, shift, mean, 1 / √(var + ε). Sums are taken a lane of images at a time and the lanes
 * added in order.
 */

/** Σz and Σz² a channel over the rows of this item, for z [rows, channels]; sums [items, 2, channels]. */
export function batchNormSums(z: usize, sums: usize, rows: i32, channels: i32, rowsPerItem: i32, item: i32): void {
  const first = item * rowsPerItem;
  const end = min(first + rowsPerItem, rows);
  sums += (item * 2 * channels) << 2;
  for (let c = 0; c < channels; c += 4) {
    const left = channels - c;
    let sum = f32x4.splat(0);
    let squares = f32x4.splat(0);
    for (let r = first; r < end; r++) {
      const v = loadUpTo4(z + ((r * channels + c) << 2), left);
      sum = f32x4.add(sum, v);
      squares = madd(v, v, squares);
    }
    storeUpTo4(sums + (c << 2), sum, left);
    storeUpTo4(sums + ((channels + c) << 2), squares, left);
  }
}

/**
 * The batch's mean and variance from the lanes' sums; moves the running statistics and writes the constants.
 *
 * @param sums [lanes, 2, channels]
 * @param running [2, channels]: mean and variance, moved by running = momentum running + (1 - momentum) batch
 */
export function batchNormFinish(
  sums: usize, lanes: i32, rows: i32, gamma: usize, beta: usize, running: usize, constants: usize, channels: i32,
  momentum: f32, epsilon: f32, item: i32,
): void {
  const row = <usize>(channels << 2);
  for (let c = 0; c < channels; c++) {
    let sum: f64 = 0;
    let squares: f64 = 0;
    for (let lane = 0; lane < lanes; lane++) {
      const p = sums + ((lane * 2 * channels + c) << 2);
      sum += <f64>load<f32>(p);
      squares += <f64>load<f32>(p + row);
    }
    const mean = sum / <f64>rows;
    const variance = max<f64>(squares / <f64>rows - mean * mean, 0);
    const r = running + (c << 2);
    store<f32>(r, load<f32>(r) * momentum + <f32>mean * (1 - momentum));
    store<f32>(r + row, load<f32>(r + row) * momentum + <f32>variance * (1 - momentum));
    writeConstants(constants, c, row, <f32>mean, <f32>(1 / sqrt<f64>(variance + <f64>epsilon)), gamma, beta);
  }
}

/** The constants from the running statistics, for inference. */
export function batchNormInference(
  gamma: usize, beta: usize, running: usize, constants: usize, channels: i32, epsilon: f32, item: i32,
): void {
  const row = <usize>(channels << 2);
  for (let c = 0; c < channels; c++) {
    const variance = <f64>load<f32>(running + row + (c << 2));
    writeConstants(constants, c, row, load<f32>(running + (c << 2)), <f32>(1 / sqrt<f64>(variance + <f64>epsilon)), gamma, beta);
  }
}

/**
 * Weights and bias of a layer that normalizes what it makes: scale (x * w + bias) + shift = x * (scale w) + (scale bias + shift).
 *
 * @param w [rows, channels], as `toW`
 */
export function foldNormalization(
  w: usize, bias: usize, constants: usize, toW: usize, toBias: usize, rows: i32, channels: i32, item: i32,
): void {
  for (let c = 0; c < channels; c += 4) {
    const left = channels - c;
    const scale = loadUpTo4(constants + (c << 2), left);
    storeUpTo4(toBias + (c << 2), madd(loadUpTo4(bias + (c << 2), left), scale, loadUpTo4(constants + ((channels + c) << 2), left)), left);
    for (let r = 0; r < rows; r++) {
      const at = (r * channels + c) << 2;
      storeUpTo4(toW + at, f32x4.mul(loadUpTo4(w + at, left), scale), left);
    }
  }
}

// @ts-ignore: decorator
@inline
function writeConstants(constants: usize, c: i32, row: usize, mean: f32, inverse: f32, gamma: usize, beta: usize): void {
  const p = constants + (c << 2);
  const scale = load<f32>(gamma + (c << 2)) * inverse;
  store<f32>(p, scale);
  store<f32>(p + row, load<f32>(beta + (c << 2)) - mean * scale);
  store<f32>(p + row * 2, mean);
  store<f32>(p + row * 3, inverse);
}

/**
 * y = dropout(max(floor, scale z + shift)) for the rows of this item.
 *
 * @param threshold the share to drop, times 2^32; 0 for none
 * @param keepScale 1 / (1 - rate): what survives is scaled up
 */
export function normalize(
  z: usize, constants: usize, y: usize, rows: i32, channels: i32, floor: f32, key: i32, threshold: i32, keepScale: f32,
  rowsPerItem: i32, item: i32,
): void {
  const first = item * rowsPerItem;
  const end = min(first + rowsPerItem, rows);
  const least = f32x4.splat(floor);
  const up = f32x4.splat(keepScale);
  for (let r = first; r < end; r++) {
    for (let c = 0; c < channels; c += 4) {
      const left = channels - c;
      const at = r * channels + c;
      const scale = loadUpTo4(constants + (c << 2), left);
      const shift = loadUpTo4(constants + ((channels + c) << 2), left);
      let v = f32x4.max(least, madd(loadUpTo4(z + (at << 2), left), scale, shift));
      if (threshold) v = v128.and(f32x4.mul(v, up), kept(at, key, threshold));
      storeUpTo4(y + (at << 2), v, left);
    }
  }
}

/** y = dropout(2x2 max pool of max(floor, scale z + shift)) for the images of this item; y [n, height / 2, width / 2, channels]. */
export function normalizePool(
  z: usize, constants: usize, y: usize, n: i32, height: i32, width: i32, channels: i32,
  floor: f32, key: i32, threshold: i32, keepScale: f32, imagesPerItem: i32, item: i32,
): void {
  const end = min((item + 1) * imagesPerItem, n);
  const least = f32x4.splat(floor);
  const up = f32x4.splat(keepScale);
  const pixel = <usize>(channels << 2);
  const row = <usize>width * pixel;
  let start = item * imagesPerItem * (height >> 1) * (width >> 1) * channels;
  for (let image = item * imagesPerItem; image < end; image++) {
    for (let i = 0; i + 1 < height; i += 2, start += (width >> 1) * channels) {
      for (let c = 0; c < channels; c += 4) {
        const left = channels - c;
        const scale = loadUpTo4(constants + (c << 2), left);
        const shift = loadUpTo4(constants + ((channels + c) << 2), left);
        let at = start;
        let p = z + (((image * height + i) * width * channels + c) << 2);
        for (let j = 0; j + 1 < width; j += 2, at += channels, p += pixel * 2) {
          const y00 = madd(loadUpTo4(p, left), scale, shift);
          const y01 = madd(loadUpTo4(p + pixel, left), scale, shift);
          const y10 = madd(loadUpTo4(p + row, left), scale, shift);
          const y11 = madd(loadUpTo4(p + row + pixel, left), scale, shift);
          let v = f32x4.max(f32x4.max(f32x4.max(y00, y01), f32x4.max(y10, y11)), least);
          if (threshold) v = v128.and(f32x4.mul(v, up), kept(at + c, key, threshold));
          storeUpTo4(y + ((at + c) << 2), v, left);
        }
      }
    }
  }
}

/** Σg and Σg(z - mean) a channel over the rows of this item; sums [items, 2, channels]. */
export function normalizeGradientSums(
  z: usize, constants: usize, dy: usize, sums: usize, rows: i32, channels: i32,
  floor: f32, key: i32, threshold: i32, keepScale: f32, rowsPerItem: i32, item: i32,
): void {
  const end = min((item + 1) * rowsPerItem, rows);
  sums += (item * 2 * channels) << 2;
  memory.fill(sums, 0, <usize>(channels << 3));
  for (let first = item * rowsPerItem; first < end; first += BLOCK_ROWS) {
    const last = min(first + BLOCK_ROWS, end);
    blockGradientSums(z, constants, dy, sums, first, last, channels, floor, key, threshold, keepScale);
  }
}

/** Rows at a time, so that z and dy stay in the first-level cache while channel after channel is summed. */
const BLOCK_ROWS = 64;

function blockGradientSums(
  z: usize, constants: usize, dy: usize, sums: usize, first: i32, end: i32, channels: i32,
  floor: f32, key: i32, threshold: i32, keepScale: f32,
): void {
  const least = f32x4.splat(floor);
  const up = f32x4.splat(keepScale);
  for (let c = 0; c < channels; c += 4) {
    const left = channels - c;
    const scale = loadUpTo4(constants + (c << 2), left);
    const shift = loadUpTo4(constants + ((channels + c) << 2), left);
    const mean = loadUpTo4(constants + ((channels * 2 + c) << 2), left);
    let sum = f32x4.splat(0);
    let products = f32x4.splat(0);
    for (let r = first; r < end; r++) {
      const at = r * channels + c;
      const v = loadUpTo4(z + (at << 2), left);
      let g = loadUpTo4(dy + (at << 2), left);
      g = v128.and(g, f32x4.gt(madd(v, scale, shift), least));
      if (threshold) g = v128.and(f32x4.mul(g, up), kept(at, key, threshold));
      sum = f32x4.add(sum, g);
      products = madd(g, f32x4.sub(v, mean), products);
    }
    addUpTo4(sums + (c << 2), sum, left);
    addUpTo4(sums + ((channels + c) << 2), products, left);
  }
}

/** As normalizeGradientSums, through the pool: dy [n, height / 2, width / 2, channels]. */
export function normalizePoolGradientSums(
  z: usize, constants: usize, dy: usize, sums: usize, n: i32, height: i32, width: i32, channels: i32,
  floor: f32, key: i32, threshold: i32, keepScale: f32, imagesPerItem: i32, item: i32,
): void {
  const end = min((item + 1) * imagesPerItem, n);
  sums += (item * 2 * channels) << 2;
  memory.fill(sums, 0, <usize>(channels << 3));
  const least = f32x4.splat(floor);
  const up = f32x4.splat(keepScale);
  const pixel = <usize>(channels << 2);
  const row = <usize>width * pixel;
  let start = item * imagesPerItem * (height >> 1) * (width >> 1) * channels;
  for (let image = item * imagesPerItem; image < end; image++) {
    for (let i = 0; i + 1 < height; i += 2, start += (width >> 1) * channels) {
      for (let c = 0; c < channels; c += 4) {
        const left = channels - c;
        const scale = loadUpTo4(constants + (c << 2), left);
        const shift = loadUpTo4(constants + ((channels + c) << 2), left);
        const mean = loadUpTo4(constants + ((channels * 2 + c) << 2), left);
        let sum = f32x4.splat(0);
        let products = f32x4.splat(0);
        let at = start;
        let p = z + (((image * height + i) * width * channels + c) << 2);
        for (let j = 0; j + 1 < width; j += 2, at += channels, p += pixel * 2) {
          const z00 = loadUpTo4(p, left);
          const z01 = loadUpTo4(p + pixel, left);
          const z10 = loadUpTo4(p + row, left);
          const z11 = loadUpTo4(p + row + pixel, left);
          const y00 = madd(z00, scale, shift);
          const y01 = madd(z01, scale, shift);
          const y10 = madd(z10, scale, shift);
          const y11 = madd(z11, scale, shift);
          const most = f32x4.max(f32x4.max(y00, y01), f32x4.max(y10, y11));
          let g = v128.and(loadUpTo4(dy + ((at + c) << 2), left), f32x4.gt(most, least));
          if (threshold) g = v128.and(f32x4.mul(g, up), kept(at + c, key, threshold));
          // The winner's z: the first of the four in reading order that equals the maximum.
          let v = v128.bitselect(z10, z11, f32x4.eq(y10, most));
          v = v128.bitselect(z01, v, f32x4.eq(y01, most));
          v = v128.bitselect(z00, v, f32x4.eq(y00, most));
          sum = f32x4.add(sum, g);
          products = madd(g, f32x4.sub(v, mean), products);
        }
        addUpTo4(sums + (c << 2), sum, left);
        addUpTo4(sums + pixel + (c << 2), products, left);
      }
    }
  }
}

/**
 * dγ and dβ from the lanes' sums, and the coefficients of dz = scale g + a z + b.
 *
 * @param coefficients [2, channels]: a, b
 */
export function batchNormGradientFinish(
  sums: usize, lanes: i32, rows: i32, constants: usize, dgamma: usize, dbeta: usize, coefficients: usize, channels: i32, item: i32,
): void {
  const row = <usize>(channels << 2);
  for (let c = 0; c < channels; c++) {
    let sum: f64 = 0;
    let products: f64 = 0;
    for (let lane = 0; lane < lanes; lane++) {
      const p = sums + ((lane * 2 * channels + c) << 2);
      sum += <f64>load<f32>(p);
      products += <f64>load<f32>(p + row);
    }
    const p = constants + (c << 2);
    const scale = <f64>load<f32>(p);
    const mean = <f64>load<f32>(p + row * 2);
    const inverse = <f64>load<f32>(p + row * 3);
    store<f32>(dbeta + (c << 2), <f32>sum);
    store<f32>(dgamma + (c << 2), <f32>(products * inverse));
    const a = (-scale * inverse * inverse * products) / <f64>rows;
    store<f32>(coefficients + (c << 2), <f32>a);
    store<f32>(coefficients + row + (c << 2), <f32>((-scale * sum) / <f64>rows - a * mean));
  }
}

/** dz = scale g + a z + b for the rows of this item; dz may be z. */
export function normalizeGradient(
  z: usize, constants: usize, coefficients: usize, dy: usize, dz: usize, rows: i32, channels: i32,
  floor: f32, key: i32, threshold: i32, keepScale: f32, rowsPerItem: i32, item: i32,
): void {
  const first = item * rowsPerItem;
  const end = min(first + rowsPerItem, rows);
  const least = f32x4.splat(floor);
  const up = f32x4.splat(keepScale);
  for (let r = first; r < end; r++) {
    for (let c = 0; c < channels; c += 4) {
      const left = channels - c;
      const at = r * channels + c;
      const scale = loadUpTo4(constants + (c << 2), left);
      const shift = loadUpTo4(constants + ((channels + c) << 2), left);
      const a = loadUpTo4(coefficients + (c << 2), left);
      const b = loadUpTo4(coefficients + ((channels + c) << 2), left);
      const v = loadUpTo4(z + (at << 2), left);
      let g = loadUpTo4(dy + (at << 2), left);
      g = v128.and(g, f32x4.gt(madd(v, scale, shift), least));
      if (threshold) g = v128.and(f32x4.mul(g, up), kept(at, key, threshold));
      storeUpTo4(dz + (at << 2), madd(scale, g, madd(a, v, b)), left);
    }
  }
}

/** As normalizeGradient, through the pool: dy [n, height / 2, width / 2, channels], dz [n, height, width, channels]. */
export function normalizePoolGradient(
  z: usize, constants: usize, coefficients: usize, dy: usize, dz: usize, n: i32, height: i32, width: i32, channels: i32,
  floor: f32, key: i32, threshold: i32, keepScale: f32, imagesPerItem: i32, item: i32,
): void {
  const end = min((item + 1) * imagesPerItem, n);
  const least = f32x4.splat(floor);
  const up = f32x4.splat(keepScale);
  const pixel = <usize>(channels << 2);
  const row = <usize>width * pixel;
  const outHeight = height >> 1;
  const outWidth = width >> 1;
  for (let image = item * imagesPerItem; image < end; image++) {
    for (let i = 0; i < height; i += 2) {
      for (let c = 0; c < channels; c += 4) {
        const left = channels - c;
        const scale = loadUpTo4(constants + (c << 2), left);
        const shift = loadUpTo4(constants + ((channels + c) << 2), left);
        const a = loadUpTo4(coefficients + (c << 2), left);
        const b = loadUpTo4(coefficients + ((channels + c) << 2), left);
        const offset = ((image * height + i) * width * channels + c) << 2;
        let p = z + offset;
        let to = dz + offset;
        let at = (image * outHeight + (i >> 1)) * outWidth * channels;
        for (let j = 0; j < width; j += 2, p += pixel * 2, to += pixel * 2, at += channels) {
          if (i + 1 < height && j + 1 < width) {
            const z00 = loadUpTo4(p, left);
            const z01 = loadUpTo4(p + pixel, left);
            const z10 = loadUpTo4(p + row, left);
            const z11 = loadUpTo4(p + row + pixel, left);
            const y00 = madd(z00, scale, shift);
            const y01 = madd(z01, scale, shift);
            const y10 = madd(z10, scale, shift);
            const y11 = madd(z11, scale, shift);
            const most = f32x4.max(f32x4.max(y00, y01), f32x4.max(y10, y11));
            let g = v128.and(loadUpTo4(dy + ((at + c) << 2), left), f32x4.gt(most, least));
            if (threshold) g = v128.and(f32x4.mul(g, up), kept(at + c, key, threshold));
            g = f32x4.mul(g, scale);
            const won00 = f32x4.eq(y00, most);
            const won01 = v128.andnot(f32x4.eq(y01, most), won00);
            const before10 = v128.or(won00, won01);
            const won10 = v128.andnot(f32x4.eq(y10, most), before10);
            const won11 = v128.not(v128.or(before10, won10));
            storeUpTo4(to, f32x4.add(v128.and(g, won00), madd(a, z00, b)), left);
            storeUpTo4(to + pixel, f32x4.add(v128.and(g, won01), madd(a, z01, b)), left);
            storeUpTo4(to + row, f32x4.add(v128.and(g, won10), madd(a, z10, b)), left);
            storeUpTo4(to + row + pixel, f32x4.add(v128.and(g, won11), madd(a, z11, b)), left);
          } else {
            // The last row or column of an odd size: no gradient comes through the pool.
            storeUpTo4(to, madd(a, loadUpTo4(p, left), b), left);
            if (j + 1 < width) storeUpTo4(to + pixel, madd(a, loadUpTo4(p + pixel, left), b), left);
            if (i + 1 < height) storeUpTo4(to + row, madd(a, loadUpTo4(p + row, left), b), left);
          }
        }
      }
    }
  }
}
