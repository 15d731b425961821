import { type CanvasPixels, type Gray, type Picture, pictureOf } from "../image/basics/picture.js";
import { refuseCame } from "../what-came.js";

/** What readers read: decoded pixels, `ImageData`, or shades of gray (255 is light). */
export type Readable = Picture | CanvasPixels | Gray;

/**
 * The picture that is to be read, checked; nothing is copied.
 *
 * @throws UsageError when it is none, ShapeError when its numbers do not fit its size, InputError when it is too large
 */
export function readablePicture(image: Readable): Picture {
  if (typeof image !== "object" || image === null)
    refuseCame("read: the picture", image, "decoded pixels, as decodePages and decodeBlob give them,");
  return pictureOf("data" in image || "channels" in image ? image : { ...image, channels: 1 });
}
