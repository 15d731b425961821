import { ShapeError } from "../errors.js";
import { type Images, imagesOf } from "./dataset.js";

/** Pixels a side of MNIST's pictures, and of the box that its makers fitted the digits in. */
const PAPER = 28;
const BOX = 20;

/**
 * Small square pictures, filled by their digit as in USPS, laid out as MNIST's makers laid out theirs: the digit in a box of 20 by 20
 * pixels, the center of its ink in the middle of 28 by 28. `[count, side, side, 1]` becomes `[count, 28, 28, 1]`.
 *
 * Source: LeCun, Cortes, Burges, "The MNIST database", http://yann.lecun.com/exdb/mnist/
 *
 * @throws ShapeError when the pictures are not square, in color, or larger than the box
 */
export function likeMnist({ count, height, width, channels, pixels }: Images): Images {
  if (height !== width || channels !== 1 || height > BOX) {
    throw new ShapeError(
      `likeMnist takes [count, side, side, 1] with sides up to ${BOX}, got [${[count, height, width, channels].join(", ")}]`,
    );
  }
  const laid = new Uint8Array(count * PAPER * PAPER);
  for (let image = 0; image < count; image++) {
    const box = enlarged(pixels.subarray(image * height * height, (image + 1) * height * height), height);
    lay(box, laid.subarray(image * PAPER * PAPER, (image + 1) * PAPER * PAPER));
  }
  return imagesOf(laid, [count, PAPER, PAPER, 1]);
}

/** A square picture on `BOX * BOX` pixels, bilinear: pixels are areas, whose centers the corners of both pictures share out alike. */
function enlarged(pixels: Uint8Array, side: number): Float32Array {
  const box = new Float32Array(BOX * BOX);
  const places = Array.from({ length: BOX }, (_, at) => Math.min(Math.max(((at + 0.5) * side) / BOX - 0.5, 0), side - 1));
  for (const [row, y] of places.entries()) {
    const top = Math.floor(y);
    const bottom = Math.min(top + 1, side - 1);
    for (const [column, x] of places.entries()) {
      const left = Math.floor(x);
      const right = Math.min(left + 1, side - 1);
      const at = (r: number, c: number) => pixels[r * side + c] as number;
      const above = at(top, left) + (at(top, right) - at(top, left)) * (x - left);
      const below = at(bottom, left) + (at(bottom, right) - at(bottom, left)) * (x - left);
      box[row * BOX + column] = above + (below - above) * (y - top);
    }
  }
  return box;
}

/** Puts the box where its center of mass comes to the middle of the paper, by whole pixels; never beyond the edge. */
function lay(box: Float32Array, paper: Uint8Array): void {
  let [mass, down, across] = [0, 0, 0];
  for (const [at, ink] of box.entries()) {
    mass += ink;
    down += ink * Math.floor(at / BOX);
    across += ink * (at % BOX);
  }
  const place = (moment: number) => Math.min(Math.max(Math.ceil(PAPER / 2 - (mass > 0 ? moment / mass : BOX / 2) - 0.5), 0), PAPER - BOX);
  const [top, left] = [place(down), place(across)];
  for (const [at, ink] of box.entries()) paper[(top + Math.floor(at / BOX)) * PAPER + left + (at % BOX)] = Math.round(ink);
}
