import type { Size } from "../geometry/size.js";
import { chained, scaleAt, scaledAndShifted, type Transform } from "../geometry/transform.js";
import type { Gray } from "./picture.js";
import { shrink } from "./shrink.js";

/**
 * A picture as seen through a projective map: turned, scaled, or a slanted rectangle set upright. Bilinear between pixels; where the result is
 * much smaller than what it shows, over means of pixels.
 *
 * @param toSource from the pixels of the result to those of `gray`
 * @param beyond the shade of what lies outside the picture
 */
export function rectify(gray: Gray, toSource: Transform, { height, width }: Size, beyond = 0): Gray {
  const factor = Math.max(1, Math.floor(scaleAt(toSource, [width / 2, height / 2]) + 0.25));
  const source = shrink(gray, factor);
  const [a, b, c, d, e, f, g, h, i] = factor > 1 ? chained(toSource, scaledAndShifted(1 / factor, [0, 0])) : toSource;
  const { pixels: from, width: stride } = source;
  const [right, bottom] = [source.width - 1, source.height - 1];
  const pixels = new Uint8Array(height * width);
  for (let row = 0, at = 0; row < height; row++) {
    const middle = row + 0.5;
    const [xFrom, yFrom, wFrom] = [b * middle + c, e * middle + f, h * middle + i];
    for (let column = 0; column < width; column++, at++) {
      const across = column + 0.5;
      const w = g * across + wFrom;
      const x = (a * across + xFrom) / w - 0.5;
      const y = (d * across + yFrom) / w - 0.5;
      if (!(x > -1 && y > -1 && x < right + 1 && y < bottom + 1)) {
        pixels[at] = beyond;
        continue;
      }
      const left = x <= 0 ? 0 : x | 0; // at most right, as x is less than right + 1
      const top = y <= 0 ? 0 : y | 0;
      const u = x <= left ? 0 : x - left;
      const v = y <= top ? 0 : y - top;
      const first = top * stride + left;
      const next = left < right ? first + 1 : first;
      const below = top < bottom ? stride : 0;
      const upper = (from[first] as number) * (1 - u) + (from[next] as number) * u;
      const lower = (from[first + below] as number) * (1 - u) + (from[next + below] as number) * u;
      pixels[at] = upper * (1 - v) + lower * v + 0.5;
    }
  }
  return { pixels, height, width };
}
