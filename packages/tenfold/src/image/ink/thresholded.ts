import type { Gray, Shades } from "../basics/picture.js";

/** 1 where a picture has at least this much ink, 0 elsewhere. */
export function thresholded({ pixels, height, width }: Shades, least: number): Gray {
  const mask = new Uint8Array(pixels.length);
  for (let at = 0; at < mask.length; at++) mask[at] = (pixels[at] as number) >= least ? 1 : 0;
  return { pixels: mask, height, width };
}
