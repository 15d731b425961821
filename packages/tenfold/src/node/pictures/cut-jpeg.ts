import { FormatError } from "../../errors.js";
import type { Picture } from "../../image/basics/picture.js";

/** What libjpeg says of a file that goes on with a marker where its picture has not ended. */
const EARLY = /premature end/i;
/** So much of a picture may lack below: what is above is read, with a notice. */
const MOST_LACKING = 0.05;

/** Whether a decoder's warning says that a JPEG's data end before its picture. */
export function endsEarly(warning: unknown): boolean {
  return warning instanceof Error && EARLY.test(warning.message);
}

/**
 * A notice for a JPEG whose data end a little before its picture.
 *
 * @throws FormatError where more of it lacks: that would pass for blank paper. Of a progressive one nobody knows how much it is.
 */
export function noticeOfCut(picture: Picture, isProgressive: boolean, name: string): string {
  if (isProgressive || lackingBelow(picture) > MOST_LACKING)
    throw new FormatError(`${name} is a JPEG whose data end long before its picture does, perhaps cut short; fetch or save it again`);
  return `the data of ${name} end a little before its picture does; the last of it may lack`;
}

/** The share of a picture's rows that are all as the last one: libjpeg goes on with the last shade. */
function lackingBelow({ pixels, width, height, channels }: Picture): number {
  const length = width * channels;
  const last = (height - 1) * length;
  let row = height - 1;
  while (row > 0 && isAlike(pixels, (row - 1) * length, last, length)) row--;
  return (height - row) / height;
}

function isAlike(pixels: Picture["pixels"], one: number, other: number, length: number): boolean {
  for (let at = 0; at < length; at++) if (pixels[one + at] !== pixels[other + at]) return false;
  return true;
}
