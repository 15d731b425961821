import type { Box } from "../geometry/box.js";
import type { Size } from "../geometry/size.js";
import type { Shades } from "./picture.js";

/**
 * A part of a picture in another size: made smaller, every pixel is the mean of the area it covers; made larger, it is interpolated by
 * Keys' cubic (a = -1/2). Beyond the edges lies 0.
 *
 * Source: Keys, "Cubic convolution interpolation for digital image processing", IEEE ASSP 29(6), 1981
 *
 * @param box the part to show, its sides whole numbers or fractions
 * @returns `[height, width]`
 */
export function resample(picture: Shades, box: Box, { height, width }: Size): Float32Array {
  const across = taps(picture.width, box.left, box.right, width);
  const down = taps(picture.height, box.top, box.bottom, height);
  const rows = new Float32Array(picture.height * width);
  const first = Math.min(...down.from);
  const last = Math.max(...down.until);
  const { pixels } = picture;
  for (let row = first; row < last; row++) {
    const start = row * picture.width;
    for (let column = 0; column < width; column++) {
      let sum = 0;
      let weight = column * across.most;
      for (let at = across.from[column] as number; at < (across.until[column] as number); at++) {
        sum += (across.weights[weight++] as number) * (pixels[start + at] as number);
      }
      rows[row * width + column] = sum;
    }
  }
  const to = new Float32Array(height * width);
  for (let row = 0; row < height; row++) {
    const [from, until] = [down.from[row] as number, down.until[row] as number];
    for (let column = 0; column < width; column++) {
      let sum = 0;
      let weight = row * down.most;
      for (let at = from; at < until; at++) sum += (down.weights[weight++] as number) * (rows[at * width + column] as number);
      to[row * width + column] = sum;
    }
  }
  return to;
}

/** Which pixels of a line make each of the result's, and with what weights. */
interface Taps {
  /** The first pixel, and the one behind the last. */
  readonly from: Int32Array;
  readonly until: Int32Array;
  /** `[count, most]`, from the first pixel on. */
  readonly weights: Float64Array;
  readonly most: number;
}

/** Pixels that a cubic reaches. */
const CUBIC = 4;

function taps(length: number, from: number, to: number, count: number): Taps {
  const scale = (to - from) / count;
  const isArea = scale > 1;
  const most = isArea ? Math.ceil(scale) + 1 : CUBIC;
  const found = { from: new Int32Array(count), until: new Int32Array(count), weights: new Float64Array(count * most), most };
  for (let at = 0; at < count; at++) {
    const [start, end] = [from + at * scale, from + (at + 1) * scale];
    const place = from + (at + 0.5) * scale - 0.5;
    const reached = isArea ? Math.floor(start) : Math.floor(place) - 1;
    const first = Math.min(Math.max(reached, 0), length);
    const behind = Math.max(Math.min(isArea ? Math.ceil(end) : reached + CUBIC, length), first);
    found.from[at] = first;
    found.until[at] = behind;
    for (let pixel = first; pixel < behind; pixel++) {
      const weight = isArea ? (Math.min(end, pixel + 1) - Math.max(start, pixel)) / (end - start) : keys(Math.abs(pixel - place));
      found.weights[at * most + pixel - first] = weight;
    }
  }
  return found;
}

function keys(x: number): number {
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}
