import type { Picture } from "../../image/basics/picture.js";
import { checkSize } from "../../image/basics/pixel-limit.js";
import type { Density } from "../../image/decode/tiff-directories.js";
import type { Sharp } from "./decoded-page.js";

export interface SquarePixelsOptions {
  /** Along each side as stored. */
  readonly density: Density | undefined;
  /** Whether rows and columns have changed places since. */
  readonly isTurned: boolean;
  readonly name: string;
  readonly pixelLimit: number;
}

/** Sides of a pixel that differ by less are even, and by more a slip of the pen: fax has 204 x 98 and 204 x 391 an inch. */
const [EVEN, SLIP] = [1.03, 4.2];

/**
 * The picture with pixels as high as wide: the coarser side is drawn out, so that nothing is lost.
 *
 * @throws InputError when that would have too many pixels
 */
export async function squarePixels(
  sharp: Sharp,
  picture: Picture,
  { density, isTurned, name, pixelLimit }: SquarePixelsOptions,
): Promise<{ readonly picture: Picture; readonly notice?: string }> {
  if (!density) return { picture };
  const [across, down] = isTurned ? [density.y, density.x] : [density.x, density.y];
  const ratio = Math.max(across / down, down / across);
  if (!(ratio > EVEN && ratio < SLIP)) return { picture };
  const { pixels, height, width, channels } = picture;
  const size = across > down ? { width, height: Math.round(height * ratio) } : { width: Math.round(width * ratio), height };
  checkSize(`${name} with square pixels`, size, pixelLimit);
  const { data } = await sharp(pixels as Uint8Array, { raw: { width, height, channels } })
    .resize({ ...size, fit: "fill" })
    .toColourspace(channels === 1 ? "b-w" : "srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const notice = `${name} has ${Math.round(across)} x ${Math.round(down)} pixels an inch; it was made ${size.width} x ${size.height} so that they are square`;
  return { picture: { pixels: Uint8Array.from(data), ...size, channels }, notice };
}
