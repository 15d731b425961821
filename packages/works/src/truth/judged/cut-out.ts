import { type Picture, pictureOf } from "tenfold";
import type { Box } from "tenfold/image";

/** A picture in a report is at most so large, in pixels; what is larger is made smaller. */
const MOST = { width: 520, height: 112 };

/** So much of its height is shown around a box. */
const MARGIN = 0.2;

/**
 * A part of a page as a PNG data URI, with a little around it; all of the page where there is no box, or an empty one.
 *
 * @param box in pixels of the picture; it may lie partly outside
 */
export async function cutOut(picture: Picture, box: Box | undefined): Promise<string | undefined> {
  const { height, width, channels, pixels } = pictureOf(picture);
  const { left, top, right, bottom } =
    box && box.right > box.left && box.bottom > box.top ? box : { left: 0, top: 0, right: width, bottom: height };
  const around = Math.ceil(MARGIN * (bottom - top));
  const [x, y] = [clamped(left - around, width - 1), clamped(top - around, height - 1)];
  const [across, down] = [clamped(right + around, width) - x, clamped(bottom + around, height) - y];
  if (across <= 0 || down <= 0) return undefined;
  const { default: sharp } = await import("sharp");
  const png = await sharp(bytesOf(pixels), { raw: { height, width, channels } })
    .extract({ left: x, top: y, width: across, height: down })
    .flatten({ background: "white" })
    .resize({ ...MOST, fit: "inside", withoutEnlargement: true })
    .png({ compressionLevel: 9 })
    .toBuffer();
  return `data:image/png;base64,${png.toString("base64")}`;
}

function clamped(at: number, most: number): number {
  return Math.min(most, Math.max(0, Math.floor(at)));
}

/** Eight bits of each number. */
function bytesOf(pixels: Picture["pixels"]): Uint8Array | Uint8ClampedArray {
  return pixels instanceof Uint16Array ? Uint8Array.from(pixels, (shade) => shade >> 8) : pixels;
}
