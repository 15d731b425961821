import { InputError } from "../../errors.js";
import { grayscale } from "../basics/grayscale.js";
import { type Gray, inverted, type Picture } from "../basics/picture.js";
import { shrink } from "../basics/shrink.js";
import { chained, identity, scaledAndShifted } from "../geometry/transform.js";
import { connectedComponents } from "../ink/connected-components.js";
import { evenLight } from "../ink/even-light.js";
import { histogram, quantile } from "../ink/histogram.js";
import { otsu } from "../ink/otsu.js";
import { digitIsLight } from "../ink/polarity.js";
import { erase, partFromDigit } from "../ink/specks.js";
import { thresholded } from "../ink/thresholded.js";
import { isNormalized } from "./is-normalized.js";
import { type NormalizeDigitOptions, normalizeDigit, type SeenDigit } from "./normalize-digit.js";

/** Shades that a picture must have between its darkest and its lightest, of 255. */
const LEAST_CONTRAST = 16;
/** Pixels a side that are enough to see a digit: a larger picture is made smaller first. */
const ENOUGH = 1000;

export interface PictureToDigitOptions extends NormalizeDigitOptions {
  /** Whether a picture of the wanted size is taken as it is, whatever its form: for networks that know other things than digits. */
  readonly trustsSize?: boolean | undefined;
}

/**
 * Makes of a picture of one digit what MNIST's makers made of theirs: ink 255 on paper 0, the digit, its proportion kept, in a square of
 * 20 of 28 pixels, its center of mass in the middle. Paper may be light or dark, unevenly lit and dirty. A picture that has the wanted size and
 * this form already is taken as it is, only light paper is turned dark.
 *
 * @param name what to call the picture in an error
 * @throws InputError when it shows nothing
 */
export function pictureToDigit(picture: Picture, options: PictureToDigitOptions = {}, name = "the picture"): SeenDigit {
  const { height = 28, width = 28, trustsSize = false } = options;
  const gray = grayscale(picture);
  const counts = histogram(gray.pixels);
  if (quantile(counts, 1) - quantile(counts, 0) < LEAST_CONTRAST) {
    throw new InputError(`${name} shows nothing: all its pixels have about the same shade; pass a picture of a digit`);
  }
  const onLight = digitIsLight(gray) ? inverted(gray) : gray;
  if (gray.height === height && gray.width === width) {
    const ink = inverted(onLight);
    if (trustsSize || isNormalized(ink)) return { ...ink, toSource: identity };
  }
  const factor = Math.max(1, Math.floor(Math.max(gray.height, gray.width) / ENOUGH));
  const digit = normalizeDigit(inkOf(shrink(onLight, factor)), options);
  return { ...digit, toSource: chained(digit.toSource, scaledAndShifted(factor, [0, 0])) };
}

/** Paper to 0 and ink to 255; a tenth of what lies between goes to the paper, which is never quite even. Dirt is paper, too. */
function inkOf(light: Gray): Gray {
  const ink = evenLight(light, { window: 0.6 * Math.min(light.height, light.width) });
  const counts = histogram(ink.pixels);
  const threshold = otsu(counts);
  const paper = quantile(counts, 0.5, { to: threshold });
  const full = quantile(counts, 0.9, { from: threshold + 1 });
  const { dirt } = partFromDigit(connectedComponents(thresholded(ink, threshold + 1)), ink);
  erase(ink, dirt, 2);
  const from = paper + 0.1 * (full - paper);
  for (let at = 0; at < ink.pixels.length; at++) {
    ink.pixels[at] = Math.min(Math.max((255 * ((ink.pixels[at] as number) - from)) / (full - from), 0), 255);
  }
  return ink;
}
