import { type Gray, inverted } from "../basics/picture.js";

/**
 * Paints over what is dark and narrow: the lightest up to `radius` away, and of these the darkest, in squares. An edge between light and shadow
 * stays where it is, however hard.
 *
 * Source: the closing of Serra, "Image Analysis and Mathematical Morphology", 1982
 *
 * @param gray light 255
 * @param radius in pixels; what is up to twice as wide is gone
 */
export function closing(gray: Gray, radius: number): Gray {
  return inverted(lightest(inverted(lightest(gray, radius)), radius)); // the darkest is the lightest of the negative
}

/** The lightest up to `radius` away along the rows, and of these down the columns. */
function lightest({ pixels, height, width }: Gray, radius: number): Gray {
  const across = new Uint8Array(pixels.length);
  const both = new Uint8Array(pixels.length);
  for (let row = 0; row < height; row++) lightestAlong(pixels, across, { start: row * width, length: width, step: 1 }, radius);
  for (let column = 0; column < width; column++) lightestAlong(across, both, { start: column, length: height, step: width }, radius);
  return { pixels: both, height, width };
}

/** Pixels of one row or column: where the first lies, and how far apart they are. */
interface Line {
  readonly start: number;
  readonly length: number;
  readonly step: number;
}

/**
 * Three comparisons a pixel, whatever the radius: pieces as long as the window have running maxima from both of their ends.
 *
 * Source: van Herk, "A fast algorithm for local minimum and maximum filters on rectangular and octagonal kernels", 1992
 */
function lightestAlong(from: Uint8Array, to: Uint8Array, { start, length, step }: Line, radius: number): void {
  const window = 2 * radius + 1;
  const padded = Math.ceil((length + 2 * radius) / window) * window;
  const [ahead, behind] = [new Uint8Array(padded), new Uint8Array(padded)]; // zeros beyond the edges are never the lightest
  for (let at = 0; at < length; at++) ahead[at + radius] = behind[at + radius] = from[start + at * step] as number;
  for (let at = 1; at < padded; at++) {
    if (at % window !== 0 && (ahead[at - 1] as number) > (ahead[at] as number)) ahead[at] = ahead[at - 1] as number;
    const back = padded - 1 - at;
    if (back % window !== window - 1 && (behind[back + 1] as number) > (behind[back] as number)) behind[back] = behind[back + 1] as number;
  }
  for (let at = 0; at < length; at++) to[start + at * step] = Math.max(ahead[at + window - 1] as number, behind[at] as number);
}

/** How much of the light around is lacking where something dark is up to twice as wide as `radius`, 0 to 255: a shadow is nothing. */
export function narrowInk(gray: Gray, radius: number): Gray {
  const light = closing(gray, radius).pixels;
  const pixels = gray.pixels.map((shade, at) => (255 * ((light[at] as number) - shade)) / Math.max(light[at] as number, 1));
  return { ...gray, pixels };
}
