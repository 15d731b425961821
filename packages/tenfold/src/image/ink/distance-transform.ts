import type { Gray } from "../basics/picture.js";

/**
 * For every pixel the square of the distance, from middle to middle, to the nearest one that counts: exact, in time linear in the pixels.
 * Down each column the distances are counted; along each row the lower envelope of the parabolas over the columns is walked.
 *
 * Source: Felzenszwalb, Huttenlocher, "Distance transforms of sampled functions", Theory of Computing 8, 2012
 *
 * @param mask what counts is not 0
 * @returns `[height, width]`; more than 1e9 everywhere when nothing counts
 */
export function squaredDistances({ pixels, height, width }: Gray): Float32Array {
  const squares = new Float32Array(height * width).fill(FAR);
  for (let column = 0; column < width; column++) {
    countDown(pixels, squares, column, width, height * width);
    countDown(pixels, squares, (height - 1) * width + column, -width, -1);
  }
  const scratch = { lowest: new Int32Array(width), from: new Float64Array(width + 1), line: new Float64Array(width) };
  for (let row = 0; row < height; row++) alongRow(squares, row * width, width, scratch);
  return squares;
}

/** More than any square of a distance in a picture. */
const FAR = 1e10;

function countDown(pixels: Uint8Array, squares: Float32Array, first: number, step: number, end: number): void {
  let distance = Math.sqrt(FAR);
  for (let at = first; step > 0 ? at < end : at > end; at += step) {
    distance = pixels[at] === 0 ? distance + 1 : 0;
    squares[at] = Math.min(squares[at] as number, distance * distance);
  }
}

/** Room for one row: the parabolas of the envelope, where each begins to be the lowest, and a copy of the row. */
interface Envelope {
  readonly lowest: Int32Array;
  readonly from: Float64Array;
  readonly line: Float64Array;
}

function alongRow(squares: Float32Array, start: number, length: number, { lowest, from, line }: Envelope): void {
  for (let at = 0; at < length; at++) line[at] = squares[start + at] as number;
  let count = 0;
  for (let q = 0; q < length; q++) {
    let begins = Number.NEGATIVE_INFINITY;
    while (count > 0) {
      const p = lowest[count - 1] as number;
      begins = ((line[q] as number) - (line[p] as number) + q * q - p * p) / (2 * (q - p));
      if (begins > (from[count - 1] as number)) break;
      count--;
      begins = Number.NEGATIVE_INFINITY;
    }
    lowest[count] = q;
    from[count] = begins;
    count++;
  }
  from[count] = Number.POSITIVE_INFINITY;
  for (let q = 0, at = 0; q < length; q++) {
    while ((from[at + 1] as number) < q) at++;
    const p = lowest[at] as number;
    squares[start + q] = (q - p) * (q - p) + (line[p] as number);
  }
}
