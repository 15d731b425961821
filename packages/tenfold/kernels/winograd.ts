import { scratch } from "./scratch";
import { madd, roundUp } from "./simd";
import { tile4x8, tile4x8Transposed } from "./tile";
import { gradientPass, inputPass, outputPass, weightGradientPass, weightPass } from "./winograd-transforms";

/**
 * 3x3 convolution with stride 1 and "same" padding by Winograd's F(m x m, 3x3), m = 4, 6 or 7: (m + 2)² multiplications for
 * m² outputs, 2.25, 1.78 or 1.65 each where the direct form takes 9. (Lavin and Gray, "Fast Algorithms for Convolutional Neural
 * Networks", 2015.)
 *
 *   Y = Aᵀ [ (G g Gᵀ) ⊙ (Bᵀ d B) ] A      g 3x3 weights, d input tile of side t = m + 2, Y output tile of side m
 *
 * The elementwise product ⊙ over all channels is t² matrix products, one an element e = (i, j) of the tile:
 *
 *   U [t²][cout / 8][cin][8]      transformed weights, B panels
 *   V [t²][cin / 4][rows][4]      transformed inputs, A panels, in the thread's scratch
 *   M [t²][cout / 8][rows][8]     products, in scratch
 *
 * V and M hold one block of images at a time, small enough for the second-level cache. The t² layers of all three are padded
 * by one cache line: else the stores of a tile would fall into the same few cache sets.
 *
 * Where m does not divide the image, the last tile of a row or column has only the r outputs that are there, and r + 2
 * points: on 14 x 14, 400 products an image instead of the 576 of whole tiles. A tile takes part in the product of element
 * (i, j) only if i and j are among its points. The rows of a block are sorted so that the tiles of each product lie together:
 *
 *   right edge │ whole │ bottom edge │ corner
 *   ├─ j among the edge's points ─┤            all four where i and j are,
 *              ├─ i among them ─┤              the whole tiles where neither is
 *
 * Takes cin and cout in multiples of 8, and for m = 7 sides that are multiples of 7, else sides whose remainder by m is not 5; other
 * shapes go through im2col.
 */

const TEMPORARY = 2304; // bytes of scratch before V: a tile of 9 x 9 for 4 channels takes 1296, its outputs 784
const OUTPUTS = 1344;
const LINE = 64;

// @ts-ignore: decorator
@inline
function layer(channels: i32, rows: i32): usize {
  return <usize>(channels * rows * 4 + LINE);
}

/** Bytes of one element's layer of U. */
// @ts-ignore: decorator
@inline
function weightLayer(cin: i32, cout: i32): usize {
  return <usize>(cin * cout * 4 + LINE);
}

/** Rows of V and M for a block: products work on 4 rows from anywhere, and may run over the end. */
// @ts-ignore: decorator
@inline
function rowsFor(tiles: i32): i32 {
  return roundUp(tiles, 4) + 4;
}

/** How an image is cut into tiles, and where the kinds of tile lie in a block. */
let m: i32 = 0;
let points: i32 = 0;
let fullDown: i32 = 0;
let fullAcross: i32 = 0;
let restDown: i32 = 0;
let restAcross: i32 = 0;
let rightEnd: i32 = 0;
let wholeEnd: i32 = 0;
let bottomEnd: i32 = 0;
let cornerEnd: i32 = 0;
let blockRows: i32 = 0;

function cut(tile: i32, height: i32, width: i32, images: i32): void {
  m = tile;
  points = tile + 2;
  fullDown = height / tile;
  fullAcross = width / tile;
  restDown = height - fullDown * tile;
  restAcross = width - fullAcross * tile;
  rightEnd = restAcross ? images * fullDown : 0;
  wholeEnd = rightEnd + images * fullDown * fullAcross;
  bottomEnd = wholeEnd + (restDown ? images * fullAcross : 0);
  cornerEnd = bottomEnd + (restDown && restAcross ? images : 0);
  blockRows = rowsFor(cornerEnd);
}

// @ts-ignore: decorator
@inline
function among(point: i32, outputs: i32): bool {
  return outputs > 0 && (point <= outputs || point == points - 1);
}

/** The first row of the product of element (i, j), and the one behind its last. */
// @ts-ignore: decorator
@inline
function firstRow(j: i32): i32 {
  return among(j, restAcross) ? 0 : rightEnd;
}

// @ts-ignore: decorator
@inline
function endRow(i: i32, j: i32): i32 {
  if (!among(i, restDown)) return wholeEnd;
  return among(j, restAcross) ? cornerEnd : bottomEnd;
}

/** Weights [3, 3, cin, cout] to U, for the 8 input channels of this item. */
export function winogradWeights(w: usize, u: usize, cin: i32, cout: i32, tile: i32, item: i32): void {
  const step = weightLayer(cin, cout);
  for (let ci = item * 8; ci < item * 8 + 8; ci++) {
    for (let co = 0; co < cout; co += 4) {
      for (let k = 0; k < 9; k++) v128.store(scratch + (k << 4), v128.load(w + (((k * cin + ci) * cout + co) << 2)));
      transformWeights(u + ((((co >> 3) * cin + ci) * 8 + (co & 4)) << 2), step, tile);
    }
  }
}

/**
 * Weights [3, 3, cin, cout] to the U of the input gradient, for the 8 input channels of this item: dX is the same
 * convolution of dY with the weights turned by 180° and the roles of cin and cout exchanged.
 */
export function winogradWeightsTurned(w: usize, u: usize, cin: i32, cout: i32, tile: i32, item: i32): void {
  const step = weightLayer(cin, cout);
  const next = <usize>(cout * 4);
  for (let ci = item * 8; ci < item * 8 + 8; ci += 4) {
    for (let co = 0; co < cout; co++) {
      for (let k = 0; k < 9; k++) {
        const p = w + ((((8 - k) * cin + ci) * cout + co) << 2);
        let g = v128.load32_zero(p);
        g = v128.load32_lane(p + next, g, 1);
        g = v128.load32_lane(p + next * 2, g, 2);
        g = v128.load32_lane(p + next * 3, g, 3);
        v128.store(scratch + (k << 4), g);
      }
      transformWeights(u + ((((ci >> 3) * cout + co) * 8 + (ci & 4)) << 2), step, tile);
    }
  }
}

/** G g Gᵀ for the nine vectors at the beginning of scratch; t² vectors to `u`, `step` bytes apart. */
// @ts-ignore: decorator
@inline
function transformWeights(u: usize, step: usize, tile: i32): void {
  const t = <usize>(tile + 2);
  const rows = scratch + 256;
  weightPass(tile, scratch, 16, 48, rows, 16, t * 16, 3);
  weightPass(tile, rows, t * 16, 16, u, step * t, step, tile + 2);
}

/**
 * y = x * w + bias for the images of this item, and where `sums` is given, Σy and Σy² a channel for batch normalization.
 *
 * @param x [n, height, width, cin]
 * @param bias [cout], or 0 for none
 * @param y [n, height, width, cout]
 * @param sums [items, 2, cout], or 0 for none
 * @param floor the least value written: 0 for a ReLU, -Infinity for none
 * @param tile m: 4, 6 or 7
 */
export function winogradForward(
  x: usize, u: usize, bias: usize, y: usize, sums: usize, floor: f32,
  n: i32, height: i32, width: i32, cin: i32, cout: i32, tile: i32, imagesPerItem: i32, imagesPerBlock: i32, item: i32,
): void {
  const end = min((item + 1) * imagesPerItem, n);
  if (sums) {
    sums += <usize>(item * 2 * cout * 4);
    memory.fill(sums, 0, <usize>(2 * cout * 4));
  }
  const v = scratch + TEMPORARY;
  for (let image = item * imagesPerItem; image < end; image += imagesPerBlock) {
    cut(tile, height, width, min(imagesPerBlock, end - image));
    const vStep = layer(cin, blockRows);
    const mStep = layer(cout, blockRows);
    const products = v + <usize>(points * points) * vStep;
    everyTile(INPUT, x, v, height, width, cin, image, 0, 0, 0);
    for (let i = 0; i < points; i++) {
      for (let j = 0; j < points; j++) {
        const e = i * points + j;
        const first = firstRow(j);
        multiply(v + e * vStep + (first << 4), u + e * weightLayer(cin, cout), products + e * mStep + (first << 5), cin, cout, endRow(i, j) - first);
      }
    }
    everyTile(OUTPUT, y, products, height, width, cout, image, bias, sums, floor);
  }
}

/** M = V . U for `rows` rows of one element's layer, in steps of 4. */
// @ts-ignore: decorator
@inline
function multiply(v: usize, u: usize, products: usize, cin: i32, cout: i32, rows: i32): void {
  const aStep = <usize>(blockRows * 16);
  for (let panel = 0; panel < cout; panel += 8) {
    for (let row = 0; row < rows; row += 4) tile4x8(v + (row << 4), aStep, u, products + (row << 5), 32, cin >> 2);
    u += <usize>(cin * 32);
    products += <usize>(blockRows * 32);
  }
}

const INPUT = 0;
const OUTPUT = 1;
const GRADIENT = 2;

/** Every tile of the block that begins with `image`, kind after kind, as the rows are sorted. */
function everyTile(
  what: i32, picture: usize, layers: usize, height: i32, width: i32, channels: i32, image: i32, bias: usize, sums: usize, floor: f32,
): void {
  for (let row = 0; row < cornerEnd; row++) {
    let at = row;
    let down = m;
    let across = m;
    let top = 0;
    let left = 0;
    let which = 0;
    if (row < rightEnd) {
      which = at / fullDown;
      top = (at - which * fullDown) * m;
      left = fullAcross * m;
      across = restAcross;
    } else if (row < wholeEnd) {
      at -= rightEnd;
      const whole = fullDown * fullAcross;
      which = at / whole;
      at -= which * whole;
      const i = at / fullAcross;
      top = i * m;
      left = (at - i * fullAcross) * m;
    } else if (row < bottomEnd) {
      at -= wholeEnd;
      which = at / fullAcross;
      top = fullDown * m;
      left = (at - which * fullAcross) * m;
      down = restDown;
    } else {
      which = at - bottomEnd;
      top = fullDown * m;
      left = fullAcross * m;
      down = restDown;
      across = restAcross;
    }
    // For an input this points one pixel up and left of the tile: outside memory for the first, but read only inside the image.
    const border = what == INPUT ? 1 : 0;
    const corner = picture + ((((image + which) * height + top - border) * width + left - border) * channels << 2);
    if (what == INPUT) inputTile(corner, height, width, channels, top, left, down, across, layers, row);
    else if (what == GRADIENT) gradientTile(corner, width, channels, down, across, layers, row);
    else outputTile(corner, width, channels, down, across, layers, row, bias, sums, floor);
  }
}

/** Bᵀ d B of one tile to its row of V. */
// @ts-ignore: decorator
@inline
function inputTile(
  corner: usize, height: i32, width: i32, channels: i32, top: i32, left: i32, down: i32, across: i32, v: usize, row: i32,
): void {
  const work = scratch;
  const vStep = layer(channels, blockRows);
  const pixel = <usize>(channels << 2);
  const line = <usize>width * pixel;
  const first = left > 0;
  const last = left + across < width;
  // Rows of the tile that lie in the image; of the others one above and one below can be missing.
  const skip = top > 0 ? 0 : 1;
  const count = down + 2 - skip - (top + down < height ? 0 : 1);
  const side = <usize>(across + 2) << 4;
  const finite = across + 1;
  if (skip) zeros(work, side);
  if (skip + count < down + 2) zeros(work + <usize>(down + 1) * side, side);
  const lastPoint = <usize>(points - 1) * vStep;
  for (let c = 0; c < channels; c += 4) {
    const from = corner + <usize>skip * line + (c << 2);
    inputPass(across, from, pixel, line, work + <usize>skip * side, 16, <usize>finite << 4, side, count, first, last);
    const to = v + (((c >> 2) * blockRows + row) << 4);
    const step = <usize>points * vStep;
    inputPass(down, work, side, 16, to, step, lastPoint * points, vStep, finite, true, true);
    inputPass(down, work + (<usize>finite << 4), side, 0, to + lastPoint, step, lastPoint * points, 0, 1, true, true);
  }
}

// @ts-ignore: decorator
@inline
function zeros(p: usize, bytes: usize): void {
  for (const end = p + bytes; p < end; p += 16) v128.store(p, f32x4.splat(0));
}

/** Aᵀ M A of one tile, with bias and floor, to y; adds to the sums. */
// @ts-ignore: decorator
@inline
function outputTile(
  corner: usize, width: i32, channels: i32, down: i32, across: i32, products: usize, row: i32, bias: usize, sums: usize, floor: f32,
): void {
  const work = scratch;
  const mStep = layer(channels, blockRows);
  const pixel = <usize>(channels << 2);
  const line = <usize>width * pixel;
  const side = <usize>across << 4;
  const rowStep = <usize>points * mStep;
  const lastPoint = <usize>(points - 1) * mStep;
  const plain = !bias && !sums && floor == -Infinity;
  const least = f32x4.splat(floor);
  for (let c = 0; c < channels; c += 4) {
    const from = products + (((c >> 3) * blockRows + row) << 5) + ((c & 4) << 2);
    const to = corner + (c << 2);
    outputPass(across, from, mStep, lastPoint, rowStep, work, 16, side, down + 1);
    outputPass(across, from + lastPoint * points, mStep, lastPoint, 0, work + <usize>(down + 1) * side, 16, 0, 1);
    if (plain) {
      outputPass(down, work, side, <usize>(down + 1) * side, 16, to, line, pixel, across);
      continue;
    }
    const finished = work + OUTPUTS;
    outputPass(down, work, side, <usize>(down + 1) * side, 16, finished, side, 16, across);
    const offset = bias ? v128.load(bias + (c << 2)) : f32x4.splat(0);
    let sum = f32x4.splat(0);
    let squares = f32x4.splat(0);
    let p = finished;
    for (let i = 0; i < down; i++) {
      let q = to + <usize>i * line;
      for (let j = 0; j < across; j++, p += 16, q += pixel) {
        const value = f32x4.max(least, f32x4.add(offset, v128.load(p)));
        v128.store(q, value);
        sum = f32x4.add(sum, value);
        squares = madd(value, value, squares);
      }
    }
    if (sums) {
      const s = sums + (c << 2);
      v128.store(s, f32x4.add(v128.load(s), sum));
      v128.store(s + pixel, f32x4.add(v128.load(s + pixel), squares));
    }
  }
}

/**
 * The item's share of dW, [3, 3, cin, cout], to dw + item * 9 * cin * cout floats. The sum over tiles is taken in the
 * Winograd domain, where it is t² products again, and turned back once at the end:
 *
 *   dU[e] = Σ_tiles V[e]ᵀ · dM[e]     V = Bᵀ x B,  dM = A dY Aᵀ,  dW = Gᵀ dU G
 *
 * In scratch: V and dM of a block of images, then dU [t²][cin][cout].
 */
export function winogradWeightGradient(
  x: usize, dy: usize, dw: usize, n: i32, height: i32, width: i32, cin: i32, cout: i32,
  tile: i32, imagesPerItem: i32, imagesPerBlock: i32, item: i32,
): void {
  const start = item * imagesPerItem;
  const end = min(start + imagesPerItem, n);
  cut(tile, height, width, imagesPerBlock);
  const v = scratch + TEMPORARY;
  const gradients = v + <usize>(points * points) * layer(cin, blockRows);
  const du = gradients + <usize>(points * points) * layer(cout, blockRows);
  for (let image = start; image < end; image += imagesPerBlock) {
    cut(tile, height, width, min(imagesPerBlock, end - image));
    everyTile(INPUT, x, v, height, width, cin, image, 0, 0, 0);
    everyTile(GRADIENT, dy, gradients, height, width, cout, image, 0, 0, 0);
    multiplyTransposed(v, gradients, du, cin, cout, image > start);
  }
  const step = weightLayer(cin, cout);
  const wStep = <usize>(cin * cout * 4);
  const t = <usize>(tile + 2);
  dw += <usize>(item * 9) * wStep;
  for (let at: usize = 0; at < wStep; at += 16) {
    weightGradientPass(tile, du + at, step, step * t, scratch, 16, 48, tile + 2);
    weightGradientPass(tile, scratch, 48, 16, dw + at, wStep * 3, wStep, 3);
  }
}

/** dU (+)= Vᵀ . dM, element by element of the tile. */
function multiplyTransposed(v: usize, gradients: usize, du: usize, cin: i32, cout: i32, accumulate: bool): void {
  for (let i = 0; i < points; i++) {
    for (let j = 0; j < points; j++) {
      const e = i * points + j;
      const first = firstRow(j);
      const count = endRow(i, j) - first;
      const a = v + e * layer(cin, blockRows) + (first << 4);
      const b = gradients + e * layer(cout, blockRows) + (first << 5);
      const to = du + e * weightLayer(cin, cout);
      for (let co = 0; co < cout; co += 8) {
        for (let ci = 0; ci < cin; ci += 4) {
          const c = to + ((ci * cout + co) << 2);
          tile4x8Transposed(a + ((ci * blockRows) << 2), b + ((co * blockRows) << 2), c, <usize>(cout * 4), count, accumulate);
        }
      }
    }
  }
}

/** A dY Aᵀ of one tile to its row of dM. */
// @ts-ignore: decorator
@inline
function gradientTile(corner: usize, width: i32, channels: i32, down: i32, across: i32, gradients: usize, row: i32): void {
  const work = scratch;
  const mStep = layer(channels, blockRows);
  const pixel = <usize>(channels << 2);
  const side = <usize>(across + 2) << 4;
  const finite = across + 1;
  const lastPoint = <usize>(points - 1) * mStep;
  const step = <usize>points * mStep;
  for (let c = 0; c < channels; c += 4) {
    gradientPass(across, corner + (c << 2), pixel, <usize>width * pixel, work, 16, <usize>finite << 4, side, down);
    const to = gradients + (((c >> 3) * blockRows + row) << 5) + ((c & 4) << 2);
    gradientPass(down, work, side, 16, to, step, lastPoint * points, mStep, finite);
    gradientPass(down, work + (<usize>finite << 4), side, 0, to + lastPoint, step, lastPoint * points, 0, 1);
  }
}
