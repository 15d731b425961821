import { FormatError } from "../errors.js";
import { grayscale } from "../image/basics/grayscale.js";
import { PIXEL_LIMIT } from "../image/basics/pixel-limit.js";
import { fileKind } from "../image/decode/file-kind.js";
import { checkOptions } from "../known-options.js";
import { notInstalled } from "../not-installed.js";
import { needBytes, refuseCame } from "../what-came.js";
import { type DecodeOptions, type Page, refuseUndrawn } from "./page.js";
import { pdfPages } from "./pdf/pdf-pages.js";
import { heicPages } from "./pictures/heic-pages.js";
import { picturePages } from "./pictures/picture-pages.js";
import { unreadKind } from "./pictures/unread-kind.js";

/**
 * The pages of a picture file or PDF, one after the other: PNG, JPEG, WebP, AVIF, HEIC, GIF, SVG, TIFF with all its pages, PDF. They are turned as
 * their EXIF orientation says; what is transparent lies on white, light strokes on nothing on black; 16 bits, 32 and floats become bytes by the
 * range that they have, CMYK becomes RGB, pixels that a PNG or TIFF says are not square become so; of an animation comes the first frame. Pictures are read by sharp, PDFs by `@hyzyla/pdfium`, HEIC by `heic-decode`, all optional peers of this package.
 *
 * @param name what to call the file in an error
 * @throws FormatError when it is no picture, or a damaged, truncated or encrypted one; when a page cannot be drawn, unless `onUndrawn` is given
 * @throws InputError when a page has more than `pixelLimit` pixels, which is told before it is decoded, or the decoder is not installed
 */
export async function* decodePages(bytes: Uint8Array, name: string, options: DecodeOptions = {}): AsyncGenerator<Page> {
  for await (const page of colorPages(bytes, name, options)) yield options.gray ? inGray(page) : page;
}

function inGray(page: Page): Page {
  return page.picture.channels === 1 ? page : { ...page, picture: { ...grayscale(page.picture), channels: 1 } };
}

async function* colorPages(bytes: Uint8Array, name: string, options: DecodeOptions): AsyncGenerator<Page> {
  needBytes(`decodePages: ${name}`, bytes);
  checkOptions("decodePages", options, ["dpi", "gray", "pixelLimit", "only", "from", "onUndrawn"]);
  const { dpi = 300, pixelLimit = PIXEL_LIMIT, only, from, onUndrawn = refuseUndrawn } = options;
  for (const [option, page] of Object.entries({ only, from })) {
    if (page !== undefined && !(Number.isInteger(page) && page > 0))
      refuseCame(`decodePages: ${option}`, page, "the number of a page, from 1 on");
  }
  if (bytes.length === 0) throw new FormatError(`${name} is empty; pass a picture or a PDF`);
  const kind = fileKind(bytes);
  if (kind === "PDF") {
    yield* pdfPages(bytes, name, { dpi, pixelLimit, only, from, onUndrawn });
    return;
  }
  if (kind === "HEIC") {
    yield* heicPages(bytes, { name, pixelLimit, only, from });
    return;
  }
  const refusal = unreadKind(kind);
  if (refusal) throw new FormatError(`${name} ${refusal}`);
  const { default: sharp } = await import("sharp").catch(notInstalled("sharp@0.35"));
  yield* picturePages(sharp, bytes, { name, kind, pixelLimit, only, from, onUndrawn });
}
