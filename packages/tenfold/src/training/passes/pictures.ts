import type { Images } from "../../data/dataset.js";
import { InputError, ShapeError } from "../../errors.js";
import { refuseCame } from "../../what-came.js";

/** What `predict` takes: stored pictures, bytes 0..255 with ink 255, or floats 0..1 with ink 1; `[n, height, width, channels]` in a row. */
export type Pictures = Images | Uint8Array | Float32Array;

/** @throws UsageError when they are none at all */
export function needPictures(who: string, came: Pictures): void {
  if (came instanceof Uint8Array || came instanceof Float32Array || ArrayBuffer.isView((came as Partial<Images> | null)?.pixels)) return;
  refuseCame(`${who}: pictures`, came, "Images, a Uint8Array of bytes 0 to 255 or a Float32Array of ink 0 to 1");
}

/** How many pictures there are, each of `size` numbers. Throws ShapeError when they are not whole. */
export function countPictures(who: string, pictures: Pictures, size: number): number {
  needPictures(who, pictures);
  const length = "pixels" in pictures ? pictures.pixels.length : pictures.length;
  if (length % size !== 0) throw new ShapeError(`${who}: ${length} numbers came, which are not whole images of ${size}`);
  return length / size;
}

/** Ink is 1; what interpolation adds to that is no scale of its own. */
const MOST_INK = 1.5;

/** @throws InputError when a float is infinite or none (NaN), or floats were not divided by 255 */
export function needInk(who: string, ink: Pictures): void {
  if (!(ink instanceof Float32Array)) return;
  for (let at = 0; at < ink.length; at++) {
    const value = ink[at] as number;
    if (!Number.isFinite(value)) throw new InputError(`${who}: number ${at} is ${value}; floats from 0, paper, to 1, ink, are wanted`);
    if (value > MOST_INK) {
      throw new InputError(`${who}: number ${at} is ${value}, and ink is 1; divide by the largest there is, or pass bytes as a Uint8Array`);
    }
  }
}
