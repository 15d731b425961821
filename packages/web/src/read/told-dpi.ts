import { announcedDensity } from "tenfold/image";

/** Enough of a file to have its resolution, behind whatever stands first. */
const HEAD = 1 << 16;
/** What many files say that know nothing: 72 dots an inch. */
const MEANS_NOTHING = 72;
const FINEST = 2400;

/** The resolution that a picture's file tells, in pixels an inch; of pixels that are not square the finer one. */
export async function toldDpi(file: Blob): Promise<number | undefined> {
  const told = announcedDensity(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  const density = told && Math.max(told.x, told.y);
  return density !== undefined && density > MEANS_NOTHING && density <= FINEST ? density : undefined;
}
