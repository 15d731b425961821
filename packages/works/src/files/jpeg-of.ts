import type { Picture } from "tenfold";

/** JPEG has no longer sides. */
const LONGEST = 65_000;

/** A picture as JPEG, on white. */
export async function jpegOf({ pixels, width, height, channels }: Picture): Promise<Uint8Array> {
  const { default: sharp } = await import("sharp");
  return sharp(pixels, { raw: { width, height, channels } })
    .resize({ width: LONGEST, height: LONGEST, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "white" })
    .jpeg({ quality: 85 })
    .toBuffer();
}
