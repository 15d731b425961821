import { InputError } from "../../errors.js";
import type { Size } from "../geometry/size.js";

/** More pixels than this are refused before they are decoded: 50 million, which is A4 at 700 dpi, or four photos of 12 million. */
export const PIXEL_LIMIT = 50_000_000;

/**
 * Refuses a picture by its size in pixels, before it is decoded or drawn.
 *
 * @param name what to call it in the error
 * @throws InputError when it has more pixels than `limit`, 50 million unless told
 */
export function checkSize(name: string, { width, height }: Size, limit = PIXEL_LIMIT): void {
  if (width * height <= limit) return;
  throw new InputError(`${name} has ${width} x ${height} pixels, more than the ${limit / 1e6} million that are read; make it smaller`);
}
