import { ShapeError } from "../errors.js";
import { refuseCame } from "../what-came.js";
import { FEATURES, type HandParameters, SMALL_PIXELS } from "./hand-parameters.js";

const SIDE = 28;
const SMALL = SIDE / 2;

/** Binomial weights of the six pixels about two: hands differ in where strokes go, not in their edges. They add up to 32. */
const BLUR = [1, 5, 10, 10, 5, 1] as const;
const BEFORE = 2;

/** @throws UsageError when pictures of digits are something else than their bytes, as a list of pictures */
export function needPictures(who: string, came: Uint8Array): void {
  if (!(came instanceof Uint8Array)) refuseCame(`${who}: pictures`, came, "one Uint8Array of all, 784 bytes a digit, ink 255,");
}

/**
 * Pictures at half their size, blurred; ink 1.
 *
 * @param pictures `[n, 28, 28]`, ink 255
 * @returns `[n, 14, 14]`
 * @throws ShapeError when they are no whole pictures
 */
export function smallPictures(pictures: Uint8Array): Float32Array {
  const count = pictures.length / SIDE ** 2;
  if (!Number.isInteger(count)) {
    throw new ShapeError(`hands: ${pictures.length} pixels came, whole pictures of 28 x 28 are wanted; pass 784 bytes a digit`);
  }
  const small = new Float32Array(count * SMALL_PIXELS);
  const picture = new Float32Array(SIDE ** 2); // of one type with `narrow`: `blurred` is a third as fast with several
  const narrow = new Float32Array(SIDE * SMALL);
  for (let at = 0; at < count; at++) {
    picture.set(pictures.subarray(at * SIDE ** 2, (at + 1) * SIDE ** 2));
    for (let row = 0; row < SIDE; row++) {
      for (let x = 0; x < SMALL; x++) narrow[row * SMALL + x] = blurred(picture, row * SIDE, 1, 2 * x) / 255;
    }
    for (let y = 0; y < SMALL; y++) {
      for (let x = 0; x < SMALL; x++) small[at * SMALL_PIXELS + y * SMALL + x] = blurred(narrow, x, SMALL, 2 * y);
    }
  }
  return small;
}

/** Of 28 shades, `step` apart from `start` on, those about one; beyond the picture is paper. */
function blurred(shades: Float32Array, start: number, step: number, about: number): number {
  let sum = 0;
  for (let tap = 0; tap < BLUR.length; tap++) {
    const place = about + tap - BEFORE;
    if (place >= 0 && place < SIDE) sum += (BLUR[tap] as number) * (shades[start + place * step] as number);
  }
  return sum / 32;
}

/**
 * What a model of hands sees of digits.
 *
 * @param pictures `[n, 28, 28]`, ink 255
 * @returns `[n, 32]`
 * @throws ShapeError when they are no whole pictures
 */
export function handFeatures(pictures: Uint8Array, { projection }: Pick<HandParameters, "projection">): Float32Array {
  const small = smallPictures(pictures);
  const count = small.length / SMALL_PIXELS;
  const features = new Float32Array(count * FEATURES);
  for (let at = 0; at < count; at++) {
    const sums = new Float64Array(FEATURES);
    for (let pixel = 0; pixel < SMALL_PIXELS; pixel++) {
      const ink = small[at * SMALL_PIXELS + pixel] as number;
      if (ink === 0) continue; // as of half of the pixels
      for (let feature = 0; feature < FEATURES; feature++) {
        (sums[feature] as number) += (projection[feature * SMALL_PIXELS + pixel] as number) * ink;
      }
    }
    features.set(sums, at * FEATURES);
  }
  return features;
}
