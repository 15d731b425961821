import type { Sharp, SharpOptions } from "sharp";
import { FormatError, InputError } from "../../errors.js";

/** Shades of gray, one byte a pixel, white is 255. */
export interface Decoded {
  readonly pixels: Uint8Array;
  readonly height: number;
  readonly width: number;
  /** "png", "jpeg", … as the bytes tell, not the name. */
  readonly format: string;
}

/** More are refused before they take memory. */
const PIXEL_LIMIT = 25_000_000;

/** Those made of pixels: no drawings like SVG, which may refer to other files. */
const FORMATS: ReadonlySet<string> = new Set(["png", "jpeg", "webp", "gif", "tiff"]);

/**
 * Decodes a picture with sharp, an optional peer of this package; what is transparent becomes white, and cameras' notes on which way is
 * up are followed.
 *
 * @param name what to call the picture in an error
 * @throws InputError when sharp is not installed
 * @throws FormatError when the bytes are no picture, damaged, or have too many pixels
 */
export async function decoded(bytes: Uint8Array, name: string): Promise<Decoded> {
  const sharp = await sharpOf();
  if (bytes.length === 0) throw new FormatError(`${name} is empty; save or fetch it again`);
  try {
    const { format = "unknown" } = await sharp(bytes).metadata();
    if (!FORMATS.has(format)) throw new Error("unsupported image format");
    const { data, info } = await sharp(bytes, { limitInputPixels: PIXEL_LIMIT, failOn: "error" })
      .autoOrient()
      .flatten({ background: "white" })
      .grayscale()
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return { pixels: data, height: info.height, width: info.width, format };
  } catch (error) {
    throw new FormatError(`${name} ${faultOf(error)}`, { cause: error });
  }
}

/** Scales a picture into a box, its proportion kept, with 0 around it. */
export async function fitted(
  { pixels, height, width }: Omit<Decoded, "format">,
  box: { readonly height: number; readonly width: number },
): Promise<Uint8Array> {
  const sharp = await sharpOf();
  return sharp(pixels, { raw: { height, width, channels: 1 } })
    .resize({ ...box, fit: "contain", background: "black" })
    .grayscale()
    .raw({ depth: "uchar" })
    .toBuffer();
}

async function sharpOf(): Promise<(input: Uint8Array, options?: SharpOptions) => Sharp> {
  try {
    return (await import("sharp")).default;
  } catch (error) {
    throw new InputError("reading pictures takes the package sharp, which is not installed; run npm install sharp", { cause: error });
  }
}

function faultOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/pixel limit/i.test(message)) return `has more than ${PIXEL_LIMIT / 1e6} million pixels; pass a smaller picture`;
  if (/unsupported image format/i.test(message)) return "is no picture that can be read; pass PNG or JPEG";
  return "is a damaged picture; save or fetch it again";
}
