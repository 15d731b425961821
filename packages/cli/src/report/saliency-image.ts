import sharp from "sharp";
import { palettes } from "tenfold";

/** A map as faint as this is not painted. */
const FAINTEST = 0.08;
/** Enlarged so smoothly, since the map of a late layer is coarse and its pixels would be taken for those of the image. */
const ENLARGE = 4;

/**
 * A saliency map as a PNG data URI: orange, as opaque as it is strong, to lie on an image.
 *
 * @param map `height * width` numbers 0..1
 */
export async function saliencyImage({
  saliency,
  height,
  width,
}: {
  saliency: ArrayLike<number>;
  height: number;
  width: number;
}): Promise<string> {
  const [red, green, blue] = channels(palettes.dark.errors[3]);
  const pixels = new Uint8Array(4 * height * width);
  for (let index = 0; index < height * width; index++) {
    const strength = saliency[index] as number;
    pixels.set([red, green, blue, strength > FAINTEST ? Math.round(220 * Math.min(1, strength)) : 0], 4 * index);
  }
  const png = await sharp(pixels, { raw: { height, width, channels: 4 } })
    .resize(width * ENLARGE, height * ENLARGE, { kernel: "cubic" })
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
  return `data:image/png;base64,${png.toString("base64")}`;
}

/** "#df832f" -> its red, green and blue. */
function channels(color: string): [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
