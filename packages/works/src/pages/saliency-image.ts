import { palettes, type SaliencyMap } from "tenfold";

/** What is this faint is not painted. */
const FAINTEST = 0.08;
/** How much of an image a full color hides, 0..255. */
const DENSEST = 215;
/** Maps are enlarged smoothly, since they are coarser than the image and their squares would be taken for its pixels. */
const ENLARGE = 3;

/**
 * A saliency map as a PNG data URI to lie on an image: orange for what spoke for the class, blue for what spoke against it, as opaque as it
 * is strong.
 *
 * @param map -1..1 or 0..1, `[height][width]`
 * @param full the strength that is painted in full color
 * @param smooth false where each number is to be seen by itself
 * @returns undefined for a map without rows of one length
 */
export async function saliencyImage(
  map: SaliencyMap,
  { full = 1, smooth = true }: { full?: number; smooth?: boolean } = {},
): Promise<string | undefined> {
  const [height, width] = [map.length, map[0]?.length ?? 0];
  if (width === 0 || map.some((row) => row.length !== width)) return undefined;
  const pixels = new Uint8Array(4 * height * width);
  map.flat().forEach((value, index) => {
    const strength = Math.min(1, Math.abs(value) / full);
    pixels.set([...(value < 0 ? AGAINST : FOR), strength > FAINTEST ? Math.round(DENSEST * strength) : 0], 4 * index);
  });
  const { default: sharp } = await import("sharp");
  const painted = sharp(pixels, { raw: { height, width, channels: 4 } });
  const enlarged = smooth ? painted.resize(width * ENLARGE, height * ENLARGE, { kernel: "cubic" }) : painted;
  const png = await enlarged.png({ compressionLevel: 9, palette: true, colors: 64 }).toBuffer();
  return `data:image/png;base64,${png.toString("base64")}`;
}

const [FOR, AGAINST] = [channels(palettes.dark.errors[3]), channels(palettes.dark.validation)];

/** "#df832f" -> its red, green and blue. */
function channels(color: string): [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
