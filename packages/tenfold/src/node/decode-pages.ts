import { FormatError, InputError, UsageError } from "../errors.js";
import { fileKind } from "../image/file-kind.js";
import type { Picture } from "../image/picture.js";
import { checkSize, PIXEL_LIMIT } from "../image/pixel-limit.js";
import { optionalPackage } from "./optional-package.js";
import { type DecodeOptions, PAGE_LIMIT, type Page } from "./page.js";
import { pdfPages } from "./pdf-pages.js";

/**
 * The pages of a picture file or PDF, one after the other: PNG, JPEG, WebP, AVIF, GIF, SVG, TIFF with all its pages, PDF. They are turned as
 * their EXIF orientation says; what is transparent lies on white; 16 bits become 8, CMYK becomes RGB; of an animation comes the first
 * frame. Pictures are read by sharp, PDFs by `@hyzyla/pdfium`, both optional peers of this package.
 *
 * @param name what to call the file in an error
 * @throws FormatError when it is no picture, or a damaged, truncated or encrypted one
 * @throws InputError when a page has more than `pixelLimit` pixels, which is told before it is decoded, or the decoder is not installed
 */
export async function* decodePages(
  bytes: Uint8Array,
  name: string,
  { dpi = 300, pixelLimit = PIXEL_LIMIT }: DecodeOptions = {},
): AsyncGenerator<Page> {
  if (!(bytes instanceof Uint8Array)) throw new UsageError("decodePages takes a file's bytes, as readFile gives them, and its name");
  if (bytes.length === 0) throw new FormatError(`${name} is empty; pass a picture or a PDF`);
  const kind = fileKind(bytes);
  if (kind === "PDF") {
    yield* pdfPages(bytes, name, { dpi, pixelLimit });
    return;
  }
  const refusal = refused[kind];
  if (refusal) throw new FormatError(`${name} ${refusal}`);
  const { default: sharp } = await optionalPackage("sharp", "0.35", () => import("sharp"));
  const {
    width,
    height,
    space,
    pages = 1,
  } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => damaged(error, name));
  const count = kind === "TIFF" ? pages : 1;
  if (count > PAGE_LIMIT) throw new InputError(`${name} has ${count} pages, at most ${PAGE_LIMIT} are read; split it`);
  checkSize(name, { width, height }, pixelLimit);
  for (let page = 0; page < count; page++) {
    const { data, info } = await sharp(bytes, { page, limitInputPixels: pixelLimit, failOn: "error" })
      .autoOrient()
      .flatten({ background: "white" })
      .toColourspace(space === "b-w" || space === "grey16" ? "b-w" : "srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true })
      .catch((error: unknown) => damaged(error, name, pixelLimit));
    const pixels = new Uint8Array(data.buffer, data.byteOffset, data.length);
    const picture = { pixels, height: info.height, width: info.width, channels: info.channels as Picture["channels"] };
    const animated = kind !== "TIFF" && pages > 1;
    const notice = animated ? { notice: `${name} is animated; the first of its ${pages} frames was read` } : {};
    yield { picture, number: page + 1, of: count, ...notice };
  }
}

const unread = "is no picture that can be read; pass PNG, JPEG, WebP, TIFF or PDF";

/** What is known and yet not read. */
const refused: Readonly<Record<string, string>> = {
  HEIC: "is a HEIC picture, which is not read; save or share it as JPEG",
  BMP: "is a BMP picture, which is not read; save it as PNG",
  text: `holds text, whatever its name says, and ${unread}`,
  unknown: unread,
};

function damaged(error: unknown, name: string, pixelLimit = 0): never {
  if (error instanceof Error && /pixel limit/.test(error.message)) {
    throw new InputError(`${name} has a page of more than the ${pixelLimit / 1e6} million pixels that are read; make it smaller`, {
      cause: error,
    });
  }
  throw new FormatError(`${name} is a damaged picture, perhaps cut short; fetch or save it again`, { cause: error });
}
