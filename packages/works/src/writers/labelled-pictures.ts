import { FormatError, InputError, MNIST_STROKES, pictureToDigit } from "tenfold";
import { readBytes } from "tenfold/node";
import { decodedApart } from "../files/decoded-apart.js";
import type { Host } from "../host.js";
import type { LabelledFile } from "./digit-folders.js";

/** The pictures of a hand's digits as networks see them, with what they are. */
export interface LabelledPictures {
  /** `[n, 28, 28]`, ink 255. */
  readonly pictures: Uint8Array;
  /** 0..9 */
  readonly labels: readonly number[];
  /** Their files. */
  readonly names: readonly string[];
}

/** No picture has more bytes. */
const LARGEST = 100_000_000;

/**
 * Reads pictures of one digit each: crops as they are, and photos and scans of a digit as the reader would see it.
 *
 * @param host gets how far it is
 * @throws InputError when a file shows nothing, or has several pages
 * @throws FormatError when it is no picture
 */
export async function labelledPictures(files: readonly LabelledFile[], host?: Pick<Host, "progress">): Promise<LabelledPictures> {
  const digits: Uint8Array[] = [];
  try {
    for (const [at, { file }] of files.entries()) {
      host?.progress({ of: "reading", file, number: at + 1, files: files.length });
      digits.push(await digitIn(file));
    }
  } finally {
    host?.progress({ of: "reading", end: true });
  }
  return { pictures: Buffer.concat(digits), labels: files.map(({ label }) => label), names: files.map(({ file }) => file) };
}

async function digitIn(file: string): Promise<Uint8Array> {
  for await (const { picture, of } of decodedApart(await readBytes(file, { most: LARGEST }), file)) {
    if (of > 1) throw new InputError(`${file} has ${of} pages; pictures of one digit each are wanted`);
    return pictureToDigit(picture, { strokes: MNIST_STROKES }, file).pixels;
  }
  throw new FormatError(`${file} has no page; pictures of one digit each are wanted`);
}
