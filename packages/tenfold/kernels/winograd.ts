import { scratch } from "./scratch";
import { madd, roundUp } from "./simd";
import { tile4x8Transposed, tile4x8 } from "./tile";

/**
 * 3x3 convolution with stride 1 and "same" padding by Winograd's F(4x4, 3x3): 36 multiplications for 16 outputs where the
 * direct form takes 144. (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2015; points 0, ±1, ±2, ∞.)
 *
 *   Y = Aᵀ [ (G g Gᵀ) ⊙ (Bᵀ d B) ] A      g 3x3 weights, d 6x6 input tile, Y 4x4 output tile
 *
 * The elementwise product ⊙ over all channels is 36 matrix products, one an element e of the 6x6 tile:
 *
 *   U [36][cout / 8][cin][8]      transformed weights, B panels
 *   V [36][cin / 4][tiles][4]     transformed inputs, A panels, in the thread's scratch
 *   M [36][cout / 8][tiles][8]    products, in scratch
 *
 * V and M hold one block of tiles at a time, small enough to stay in the second-level cache. Their 36 layers are padded by
 * one cache line: else the 36 stores of a tile would fall into the same few cache sets.
 *
 * Takes cin in multiples of 4 and cout in multiples of 8; other shapes go through im2col.
 */

const TEMPORARY = 1024; // bytes of scratch before V: a 6x6 tile of 4 channels takes 576
const LINE = 64;

// @ts-ignore: decorator
@inline
function vLayer(cin: i32, tiles: i32): usize {
  return <usize>(cin * tiles * 4 + LINE);
}

/** Weights [3, 3, cin, cout] to U, for the 8 input channels of this item. */
export function winogradWeights(w: usize, u: usize, cin: i32, cout: i32, item: i32): void {
  const last = min(item * 8 + 8, cin);
  for (let ci = item * 8; ci < last; ci++) {
    for (let co = 0; co < cout; co += 4) {
      for (let k = 0; k < 9; k++) {
        v128.store(scratch + k * 16, v128.load(w + (((k * cin + ci) * cout + co) << 2)));
      }
      transformWeights(u + ((((co >> 3) * cin + ci) * 8 + (co & 4)) << 2), <usize>(cin * cout * 4));
    }
  }
}

/**
 * Weights [3, 3, cin, cout] to the U of the input gradient, for the 8 input channels of this item: dX is the same
 * convolution of dY with the weights turned by 180° and the roles of cin and cout exchanged.
 */
export function winogradWeightsTurned(w: usize, u: usize, cin: i32, cout: i32, item: i32): void {
  const ciEnd = min(item * 8 + 8, cin);
  const next = <usize>(cout * 4);
  for (let ci = item * 8; ci < ciEnd; ci += 4) {
    for (let co = 0; co < cout; co++) {
      for (let k = 0; k < 9; k++) {
        const p = w + ((((8 - k) * cin + ci) * cout + co) << 2);
        let g = v128.load32_zero(p);
        g = v128.load32_lane(p + next, g, 1);
        g = v128.load32_lane(p + next * 2, g, 2);
        g = v128.load32_lane(p + next * 3, g, 3);
        v128.store(scratch + k * 16, g);
      }
      transformWeights(u + ((((ci >> 3) * cout + co) * 8 + (ci & 4)) << 2), <usize>(cin * cout * 4));
    }
  }
}

/** G g Gᵀ for the nine vectors at the beginning of scratch; 36 vectors to `u`, `step` bytes apart. */
// @ts-ignore: decorator
@inline
function transformWeights(u: usize, step: usize): void {
  const rows = scratch + 160;
  for (let r = 0; r < 3; r++) {
    const p = scratch + r * 48;
    weights1d(v128.load(p), v128.load(p, 16), v128.load(p, 32), rows + r * 96, 16);
  }
  for (let j = 0; j < 6; j++) {
    const p = rows + j * 16;
    weights1d(v128.load(p), v128.load(p, 96), v128.load(p, 192), u + j * step, step * 6);
  }
}

// @ts-ignore: decorator
@inline
function weights1d(g0: v128, g1: v128, g2: v128, out: usize, step: usize): void {
  const middle = f32x4.mul(g1, f32x4.splat(1.0 / 6.0));
  const outer = f32x4.mul(f32x4.add(g0, g2), f32x4.splat(-1.0 / 6.0));
  const far = madd(g2, f32x4.splat(1.0 / 6.0), f32x4.mul(g0, f32x4.splat(1.0 / 24.0)));
  const farMiddle = f32x4.mul(g1, f32x4.splat(1.0 / 12.0));
  v128.store(out, f32x4.mul(g0, f32x4.splat(0.25)));
  v128.store(out + step, f32x4.sub(outer, middle));
  v128.store(out + step * 2, f32x4.add(outer, middle));
  v128.store(out + step * 3, f32x4.add(far, farMiddle));
  v128.store(out + step * 4, f32x4.sub(far, farMiddle));
  v128.store(out + step * 5, g2);
}

/**
 * y = x * w + bias for the tiles of this item, and where `sums` is given, Σy and Σy² a channel for batch normalization.
 *
 * @param x [n, height, width, cin]
 * @param bias [cout], or 0 for none
 * @param y [n, height, width, cout]
 * @param sums [items, 2, cout], or 0 for none
 * @param floor the least value written: 0 for a ReLU, -Infinity for none
 * @param tilesPerItem how many of the n * ceil(height / 4) * ceil(width / 4) tiles an item has
 * @param blockTiles how many tiles are in scratch at a time, a multiple of 4
 */
export function winogradForward(
  x: usize, u: usize, bias: usize, y: usize, sums: usize, floor: f32,
  n: i32, height: i32, width: i32, cin: i32, cout: i32, tilesPerItem: i32, blockTiles: i32, item: i32,
): void {
  const first = item * tilesPerItem;
  const end = min(first + tilesPerItem, n * ((height + 3) >> 2) * ((width + 3) >> 2));
  if (sums) {
    sums += <usize>(item * 2 * cout * 4);
    memory.fill(sums, 0, <usize>(2 * cout * 4));
  }
  const v = scratch + TEMPORARY;
  for (let tile = first; tile < end; tile += blockTiles) {
    const count = min(blockTiles, end - tile);
    const rows = roundUp(count, 4);
    const vStep = vLayer(cin, rows);
    const m = v + 36 * vStep;
    const mStep = vLayer(cout, rows);
    inputTiles(x, height, width, cin, tile, count, rows, v);
    for (let e = 0; e < 36; e++) {
      product(v + e * vStep, u + <usize>(e * cin * cout * 4), m + e * mStep, cin, cout, rows);
    }
    outputTiles(m, bias, y, sums, floor, height, width, cout, tile, count, rows);
  }
}

/** M[rows x cout] = V[rows x cin] . U[cin x cout] for one element of the tile; rows is a multiple of 4. */
// @ts-ignore: decorator
@inline
function product(v: usize, u: usize, m: usize, cin: i32, cout: i32, rows: i32): void {
  const aStep = <usize>(rows * 16);
  for (let panel = 0; panel < cout; panel += 8) {
    for (let row = 0; row < rows; row += 4) {
      tile4x8(v + row * 16, aStep, u, m + row * 32, 32, cin >> 2);
    }
    u += <usize>(cin * 32);
    m += <usize>(rows * 32);
  }
}

/** Bᵀ d B of `count` tiles from `tile` on, to V. */
function inputTiles(x: usize, height: i32, width: i32, channels: i32, tile: i32, count: i32, rows: i32, v: usize): void {
  const across = (width + 3) >> 2;
  const perImage = ((height + 3) >> 2) * across;
  const vStep = vLayer(channels, rows);
  const pixel = <usize>(channels * 4);
  for (let t = 0; t < count; t++) {
    const image = (tile + t) / perImage;
    const inImage = tile + t - image * perImage;
    const ty = inImage / across;
    const top = ty * 4 - 1;
    const left = (inImage - ty * across) * 4 - 1;
    // Points one pixel up and left of the tile: outside memory for the first tile, but only read where inside the image.
    const corner = x + ((image * height + top) * width + left) * pixel;
    const inside = left >= 0 && left + 6 <= width;
    for (let c = 0; c < channels; c += 4) {
      const from = corner + (c << 2);
      for (let i = 0; i < 6; i++) {
        const to = scratch + i * 96;
        if (top + i < 0 || top + i >= height) {
          const zero = f32x4.splat(0);
          v128.store(to, zero);
          v128.store(to, zero, 16);
          v128.store(to, zero, 32);
          v128.store(to, zero, 48);
          v128.store(to, zero, 64);
          v128.store(to, zero, 80);
          continue;
        }
        const p = from + i * width * pixel;
        if (inside) {
          input1d(
            v128.load(p), v128.load(p + pixel), v128.load(p + pixel * 2),
            v128.load(p + pixel * 3), v128.load(p + pixel * 4), v128.load(p + pixel * 5), to, 16,
          );
        } else {
          input1d(
            pixelOrZero(p, left, width), pixelOrZero(p + pixel, left + 1, width), pixelOrZero(p + pixel * 2, left + 2, width),
            pixelOrZero(p + pixel * 3, left + 3, width), pixelOrZero(p + pixel * 4, left + 4, width),
            pixelOrZero(p + pixel * 5, left + 5, width), to, 16,
          );
        }
      }
      const to = v + (((c >> 2) * rows + t) << 4);
      for (let j = 0; j < 6; j++) {
        const p = scratch + j * 16;
        input1d(
          v128.load(p), v128.load(p, 96), v128.load(p, 192), v128.load(p, 288), v128.load(p, 384), v128.load(p, 480),
          to + j * vStep, vStep * 6,
        );
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function pixelOrZero(p: usize, at: i32, width: i32): v128 {
  return <u32>at < <u32>width ? v128.load(p) : f32x4.splat(0);
}

/** Bᵀ d for one row or column of a tile. */
// @ts-ignore: decorator
@inline
function input1d(d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128, out: usize, step: usize): void {
  const four = f32x4.splat(4);
  const minusFive = f32x4.splat(-5);
  const even = madd(d2, f32x4.splat(-4), d4);
  const odd = madd(d1, f32x4.splat(-4), d3);
  const even2 = f32x4.sub(d4, d2);
  const difference = f32x4.sub(d3, d1);
  const odd2 = f32x4.add(difference, difference);
  v128.store(out, madd(d0, four, madd(d2, minusFive, d4)));
  v128.store(out + step, f32x4.add(even, odd));
  v128.store(out + step * 2, f32x4.sub(even, odd));
  v128.store(out + step * 3, f32x4.add(even2, odd2));
  v128.store(out + step * 4, f32x4.sub(even2, odd2));
  v128.store(out + step * 5, madd(d1, four, madd(d3, minusFive, d5)));
}

/** Aᵀ M A of `count` tiles, with bias and floor, to y; adds to the sums. */
function outputTiles(
  m: usize, bias: usize, y: usize, sums: usize, floor: f32,
  height: i32, width: i32, channels: i32, tile: i32, count: i32, rows: i32,
): void {
  const across = (width + 3) >> 2;
  const perImage = ((height + 3) >> 2) * across;
  const mStep = vLayer(channels, rows);
  const pixel = <usize>(channels * 4);
  const least = f32x4.splat(floor);
  for (let t = 0; t < count; t++) {
    const image = (tile + t) / perImage;
    const inImage = tile + t - image * perImage;
    const ty = inImage / across;
    const top = ty * 4;
    const left = (inImage - ty * across) * 4;
    const high = min(4, height - top);
    const wide = min(4, width - left);
    const corner = y + ((image * height + top) * width + left) * pixel;
    for (let c = 0; c < channels; c += 4) {
      const from = m + (((c >> 3) * rows + t) << 5) + ((c & 4) << 2);
      for (let i = 0; i < 6; i++) {
        const p = from + <usize>(i * 6) * mStep;
        const m1 = v128.load(p + mStep);
        const m2 = v128.load(p + mStep * 2);
        const m3 = v128.load(p + mStep * 3);
        const m4 = v128.load(p + mStep * 4);
        const near = f32x4.add(m1, m2);
        const nearOdd = f32x4.sub(m1, m2);
        const far = f32x4.add(m3, m4);
        const farOdd = f32x4.sub(m3, m4);
        const to = scratch + i * 64;
        v128.store(to, f32x4.add(v128.load(p), f32x4.add(near, far)));
        v128.store(to, madd(farOdd, f32x4.splat(2), nearOdd), 16);
        v128.store(to, madd(far, f32x4.splat(4), near), 32);
        v128.store(to, madd(farOdd, f32x4.splat(8), f32x4.add(nearOdd, v128.load(p + mStep * 5))), 48);
      }
      const offset = bias ? v128.load(bias + (c << 2)) : f32x4.splat(0);
      let sum = f32x4.splat(0);
      let squares = f32x4.splat(0);
      for (let j = 0; j < wide; j++) {
        const p = scratch + j * 16;
        const m1 = v128.load(p, 64);
        const m2 = v128.load(p, 128);
        const m3 = v128.load(p, 192);
        const m4 = v128.load(p, 256);
        const near = f32x4.add(m1, m2);
        const nearOdd = f32x4.sub(m1, m2);
        const far = f32x4.add(m3, m4);
        const farOdd = f32x4.sub(m3, m4);
        let to = corner + j * pixel + (c << 2);
        let value = f32x4.max(least, f32x4.add(offset, f32x4.add(v128.load(p), f32x4.add(near, far))));
        v128.store(to, value);
        sum = f32x4.add(sum, value);
        squares = madd(value, value, squares);
        if (high > 1) {
          to += width * pixel;
          value = f32x4.max(least, f32x4.add(offset, madd(farOdd, f32x4.splat(2), nearOdd)));
          v128.store(to, value);
          sum = f32x4.add(sum, value);
          squares = madd(value, value, squares);
        }
        if (high > 2) {
          to += width * pixel;
          value = f32x4.max(least, f32x4.add(offset, madd(far, f32x4.splat(4), near)));
          v128.store(to, value);
          sum = f32x4.add(sum, value);
          squares = madd(value, value, squares);
        }
        if (high > 3) {
          to += width * pixel;
          const last = madd(farOdd, f32x4.splat(8), f32x4.add(nearOdd, v128.load(p, 320)));
          value = f32x4.max(least, f32x4.add(offset, last));
          v128.store(to, value);
          sum = f32x4.add(sum, value);
          squares = madd(value, value, squares);
        }
      }
      if (sums) {
        const p = sums + (c << 2);
        v128.store(p, f32x4.add(v128.load(p), sum));
        v128.store(p + pixel, f32x4.add(v128.load(p + pixel), squares));
      }
    }
  }
}

/**
 * The item's share of dW, [3, 3, cin, cout], to dw + item * 9 * cin * cout floats. The sum over tiles is taken in the
 * Winograd domain, where it is 36 products again, and turned back once at the end:
 *
 *   dU[e] = Σ_tiles V[e]ᵀ · dM[e]     V = Bᵀ x B,  dM = A dY Aᵀ,  dW = Gᵀ dU G
 *
 * In scratch: V and dM of a block of tiles, then dU [36][cin][cout].
 */
export function winogradWeightGradient(
  x: usize, dy: usize, dw: usize, n: i32, height: i32, width: i32, cin: i32, cout: i32,
  tilesPerItem: i32, blockTiles: i32, item: i32,
): void {
  const first = item * tilesPerItem;
  const end = min(first + tilesPerItem, n * ((height + 3) >> 2) * ((width + 3) >> 2));
  const v = scratch + TEMPORARY;
  const m = v + 36 * vLayer(cin, blockTiles);
  const du = m + 36 * vLayer(cout, blockTiles);
  const uStep = <usize>(cin * cout * 4);
  for (let tile = first; tile < end; tile += blockTiles) {
    const count = min(blockTiles, end - tile);
    inputTiles(x, height, width, cin, tile, count, count, v);
    outputGradientTiles(dy, height, width, cout, tile, count, m);
    for (let e = 0; e < 36; e++) {
      const ve = v + e * vLayer(cin, count);
      for (let co = 0; co < cout; co += 8) {
        const b = m + e * vLayer(cout, count) + (co * count << 2);
        for (let ci = 0; ci < cin; ci += 4) {
          tile4x8Transposed(ve + (ci * count << 2), b, du + e * uStep + ((ci * cout + co) << 2), <usize>(cout * 4), count, tile > first);
        }
      }
    }
  }
  dw += <usize>(item * 9) * uStep;
  for (let at: usize = 0; at < uStep; at += 16) weightGradient(du + at, uStep, dw + at);
}

/** A dY Aᵀ of `count` tiles, to dM [36][channels / 8][tiles][8]; beyond the image dY is zero. */
function outputGradientTiles(dy: usize, height: i32, width: i32, channels: i32, tile: i32, count: i32, m: usize): void {
  const across = (width + 3) >> 2;
  const perImage = ((height + 3) >> 2) * across;
  const mStep = vLayer(channels, count);
  const pixel = <usize>(channels * 4);
  for (let t = 0; t < count; t++) {
    const image = (tile + t) / perImage;
    const inImage = tile + t - image * perImage;
    const ty = inImage / across;
    const top = ty * 4;
    const left = (inImage - ty * across) * 4;
    const corner = dy + ((image * height + top) * width + left) * pixel;
    for (let c = 0; c < channels; c += 4) {
      for (let i = 0; i < 4; i++) {
        const p = corner + i * width * pixel + (c << 2);
        const to = scratch + i * 96;
        const inside = top + i < height;
        outputGradient1d(
          inside ? v128.load(p) : f32x4.splat(0),
          inside && left + 1 < width ? v128.load(p + pixel) : f32x4.splat(0),
          inside && left + 2 < width ? v128.load(p + pixel * 2) : f32x4.splat(0),
          inside && left + 3 < width ? v128.load(p + pixel * 3) : f32x4.splat(0),
          to, 16,
        );
      }
      const to = m + (((c >> 3) * count + t) << 5) + ((c & 4) << 2);
      for (let j = 0; j < 6; j++) {
        const p = scratch + j * 16;
        outputGradient1d(v128.load(p), v128.load(p, 96), v128.load(p, 192), v128.load(p, 288), to + j * mStep, mStep * 6);
      }
    }
  }
}

/** A dy for one row or column of a tile. */
// @ts-ignore: decorator
@inline
function outputGradient1d(y0: v128, y1: v128, y2: v128, y3: v128, out: usize, step: usize): void {
  const even = f32x4.add(y0, y2);
  const odd = f32x4.add(y1, y3);
  const evenFar = madd(y2, f32x4.splat(4), y0);
  const oddFar = madd(y3, f32x4.splat(8), f32x4.add(y1, y1));
  v128.store(out, y0);
  v128.store(out + step, f32x4.add(even, odd));
  v128.store(out + step * 2, f32x4.sub(even, odd));
  v128.store(out + step * 3, f32x4.add(evenFar, oddFar));
  v128.store(out + step * 4, f32x4.sub(evenFar, oddFar));
  v128.store(out + step * 5, y3);
}

/** Gᵀ dU G for four output channels: 36 vectors `step` apart at `du`, nine vectors `step` apart to `dw`. */
// @ts-ignore: decorator
@inline
function weightGradient(du: usize, step: usize, dw: usize): void {
  for (let i = 0; i < 6; i++) {
    const p = du + <usize>(i * 6) * step;
    weightGradient1d(
      v128.load(p), v128.load(p + step), v128.load(p + step * 2), v128.load(p + step * 3), v128.load(p + step * 4),
      v128.load(p + step * 5), scratch + i * 48, 16,
    );
  }
  for (let j = 0; j < 3; j++) {
    const p = scratch + j * 16;
    weightGradient1d(
      v128.load(p), v128.load(p, 48), v128.load(p, 96), v128.load(p, 144), v128.load(p, 192), v128.load(p, 240),
      dw + j * step, step * 3,
    );
  }
}

// @ts-ignore: decorator
@inline
function weightGradient1d(u0: v128, u1: v128, u2: v128, u3: v128, u4: v128, u5: v128, out: usize, step: usize): void {
  const near = f32x4.mul(f32x4.add(u1, u2), f32x4.splat(-1.0 / 6.0));
  const far = f32x4.add(u3, u4);
  v128.store(out, madd(far, f32x4.splat(1.0 / 24.0), madd(u0, f32x4.splat(0.25), near)));
  const nearOdd = f32x4.mul(f32x4.sub(u2, u1), f32x4.splat(1.0 / 6.0));
  v128.store(out + step, madd(f32x4.sub(u3, u4), f32x4.splat(1.0 / 12.0), nearOdd));
  v128.store(out + step * 2, f32x4.add(madd(far, f32x4.splat(1.0 / 6.0), near), u5));
}
