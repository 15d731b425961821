import { InputError } from "../../errors.js";
import type { Size } from "../geometry/size.js";

/** More pixels than this are refused before they are decoded: 50 million, which is A4 at 700 dpi, or four photos of 12 million. */
export const PIXEL_LIMIT = 50_000_000;

/** @throws InputError when a picture has more pixels than are read */
export function checkSize(name: string, { width, height }: Size, limit = PIXEL_LIMIT): void {
  if (width * height <= limit) return;
  throw new InputError(`${name} has ${width} x ${height} pixels, more than the ${limit / 1e6} million that are read; make it smaller`);
}
