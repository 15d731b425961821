/** Pixels of the PNG for one of the image: painters that smooth what they enlarge then blur an edge, not the digit. */
const ENLARGED = 4;

/**
 * A digit as a PNG data URI: black ink, as opaque as it is strong, on nothing. It takes the color of the paper that it lies on; on dark
 * paper `filter: invert(1)` turns the ink white.
 *
 * @param image `height * width` bytes, ink is 255
 * @param enlarge pixels of the PNG for one of the image; 1 is small, and does where the painter can be told to keep pixels sharp
 */
export async function digitImage(
  image: { pixels: Uint8Array; height: number; width: number },
  { enlarge = ENLARGED }: { enlarge?: number } = {},
): Promise<string> {
  const { height, width } = image;
  const { default: sharp } = await import("sharp");
  const png = await sharp(blackInk(image.pixels), { raw: { height, width, channels: 2 } })
    .resize(width * enlarge, height * enlarge, { kernel: "nearest" })
    .png({ compressionLevel: 9 })
    .toBuffer();
  return `data:image/png;base64,${png.toString("base64")}`;
}

/** Gray and alpha, two bytes a pixel: gray stays 0. */
function blackInk(pixels: Uint8Array): Uint8Array {
  const grayAlpha = new Uint8Array(2 * pixels.length);
  pixels.forEach((ink, index) => {
    grayAlpha[2 * index + 1] = ink;
  });
  return grayAlpha;
}
