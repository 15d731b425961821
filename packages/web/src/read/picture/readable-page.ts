import type { Picture } from "tenfold";
import { grayscale } from "tenfold/image";
import { pngOf } from "./png-of.js";
import { previewOf } from "./preview-of.js";

/** A page's picture, to be read and to be shown. */
export interface ReadablePage {
  /** Its pixels, which may move away. */
  readonly picture: Picture;
  /** The same as a file. */
  readonly image: Blob;
  /** A smaller one of large pictures, to be shown until somebody looks closer. */
  readonly preview?: Blob | undefined;
}

/**
 * Makes them of decoded pixels, in a worker.
 *
 * @param isGray whether its shades of gray are all that is read of it: a third of the memory
 * @param image a file that shows the same; a PNG is made where there is none
 */
export async function readablePage(decoded: Picture, isGray: boolean, image?: Blob): Promise<ReadablePage> {
  const [shown, preview] = [image ?? (await pngOf(decoded)), await previewOf(decoded)];
  const picture: Picture = isGray ? { ...grayscale(decoded), channels: 1 } : decoded;
  return { picture: { ...picture, pixels: own(picture.pixels) }, image: shown, preview };
}

/** Pixels that have their buffer to themselves, so that they can be moved. */
function own(pixels: Picture["pixels"]): Picture["pixels"] {
  return pixels.buffer instanceof ArrayBuffer && pixels.buffer.byteLength === pixels.byteLength ? pixels : pixels.slice();
}
