import { FormatError, InputError } from "../errors.js";
import type { Picture } from "../image/picture.js";
import { checkSize } from "../image/pixel-limit.js";
import { optionalPackage } from "./optional-package.js";
import { type DecodeOptions, PAGE_LIMIT, type Page } from "./page.js";

/** A PDF's unit is 1/72 inch. */
const POINTS = 72;

/**
 * The pages of a PDF, drawn one after the other in color on white.
 *
 * @throws FormatError when it is damaged or locked with a password
 * @throws InputError when a page would have too many pixels, which is told before it is drawn, or pdfium is not installed
 */
export async function* pdfPages(bytes: Uint8Array, name: string, { dpi, pixelLimit }: Required<DecodeOptions>): AsyncGenerator<Page> {
  const { PDFiumLibrary } = await optionalPackage("@hyzyla/pdfium", "2.1", () => import("@hyzyla/pdfium"));
  const library = await PDFiumLibrary.init();
  try {
    const file = await library.loadDocument(bytes).catch((error: unknown) => refuse(error, name));
    try {
      const count = file.getPageCount();
      if (count > PAGE_LIMIT) throw new InputError(`${name} has ${count} pages, at most ${PAGE_LIMIT} are read; split it`);
      for (let index = 0; index < count; index++) {
        const page = file.getPage(index);
        const { originalWidth, originalHeight } = page.getOriginalSize();
        const scale = dpi / POINTS;
        const size = { width: Math.ceil(originalWidth * scale), height: Math.ceil(originalHeight * scale) };
        checkSize(`page ${index + 1} of ${name} at ${dpi} dpi`, size, pixelLimit);
        const drawn = await page.render({ scale, colorSpace: "BGRA", render: "bitmap" }).catch((error: unknown) => refuse(error, name));
        yield { picture: withoutAlpha(drawn), number: index + 1, of: count };
      }
    } finally {
      file.destroy();
    }
  } finally {
    library.destroy();
  }
}

function withoutAlpha({ data, height, width }: { data: Uint8Array; height: number; width: number }): Picture {
  const pixels = new Uint8Array(height * width * 3);
  for (let from = 0, to = 0; to < pixels.length; from += 4, to += 3) {
    pixels[to] = data[from] as number;
    pixels[to + 1] = data[from + 1] as number;
    pixels[to + 2] = data[from + 2] as number;
  }
  return { pixels, height, width, channels: 3 };
}

function refuse(error: unknown, name: string): never {
  const locked = error instanceof Error && /password|security/i.test(error.message);
  if (locked) throw new FormatError(`${name} is locked with a password; save a copy without one`, { cause: error });
  throw new FormatError(`${name} is a damaged PDF, perhaps cut short; fetch or save it again`, { cause: error });
}
