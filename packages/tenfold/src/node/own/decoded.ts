import { FormatError } from "../../errors.js";
import { type FileKind, fileKind } from "../../image/decode/file-kind.js";
import { notInstalled } from "../../not-installed.js";
import type { Page, UndrawnPage } from "../page.js";
import type { Sharp } from "../pictures/decoded-page.js";
import { picturePages } from "../pictures/picture-pages.js";
import { unreadKind } from "../pictures/unread-kind.js";

/** Shades of gray, one byte a pixel, white is 255. */
export interface DecodedPicture {
  readonly pixels: Uint8Array;
  readonly height: number;
  readonly width: number;
  /** "png", "jpeg", … as the bytes tell, not the name. */
  readonly format: string;
}

/** More are refused before they take memory. */
const PIXEL_LIMIT = 25_000_000;

/** Those made of pixels: no drawings like SVG, which may refer to other files. */
const formats: Readonly<Partial<Record<FileKind, string>>> = { PNG: "png", JPEG: "jpeg", WebP: "webp", GIF: "gif", TIFF: "tiff" };

/**
 * Decodes a picture, of several pages the first, with sharp, an optional peer of this package; as `decodePages` does, but in gray.
 *
 * @param name what to call the picture in an error
 * @throws InputError when sharp is not installed, or the picture has too many pixels
 * @throws FormatError when the bytes are no picture, or damaged
 */
export async function decoded(bytes: Uint8Array, name: string): Promise<DecodedPicture> {
  const sharp = await sharpOf();
  if (bytes.length === 0) throw new FormatError(`${name} is empty; save or fetch it again`);
  const kind = fileKind(bytes);
  const format = formats[kind];
  const refusal = kind === "text" || kind === "unknown" ? undefined : unreadKind(kind);
  if (!format) throw new FormatError(`${name} ${refusal ?? "is no picture that can be read; pass PNG or JPEG"}`);
  const onUndrawn = ({ error }: UndrawnPage) => {
    throw error;
  };
  const pages = picturePages(sharp, bytes, { name, kind, pixelLimit: PIXEL_LIMIT, onUndrawn });
  const { value } = await pages.next();
  const { pixels, height, width, channels } = (value as Page).picture;
  const gray =
    channels === 1
      ? (pixels as Uint8Array)
      : await sharp(pixels as Uint8Array, { raw: { height, width, channels } })
          .grayscale()
          .raw({ depth: "uchar" })
          .toBuffer();
  return { pixels: gray, height, width, format };
}

/** Scales a picture into a box, its proportion kept, with 0 around it. */
export async function fitted(
  { pixels, height, width }: Omit<DecodedPicture, "format">,
  box: { readonly height: number; readonly width: number },
): Promise<Uint8Array> {
  const sharp = await sharpOf();
  return sharp(pixels, { raw: { height, width, channels: 1 } })
    .resize({ ...box, fit: "contain", background: "black" })
    .grayscale()
    .raw({ depth: "uchar" })
    .toBuffer();
}

async function sharpOf(): Promise<Sharp> {
  const { default: sharp } = await import("sharp").catch(notInstalled("sharp@0.35"));
  return sharp as Sharp;
}
