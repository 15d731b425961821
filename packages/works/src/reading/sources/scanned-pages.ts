import { InputError } from "tenfold";
import { type DocumentPage, isUnread } from "tenfold/document";
import { decodePages, type PageDecoder } from "tenfold/node";
import { jpegOf } from "../../files/jpeg-of.js";
import type { ScannedPage } from "../../formats/searchable-pdf.js";
import { jpegAsItIs } from "./jpeg-as-it-is.js";
import { nameOf } from "./list-inputs.js";

/** Gives the bytes of a file that is to be read. */
export type BytesOf = (file: string) => Promise<Uint8Array>;

/**
 * The pages of a document with their pictures, one after the other: decoded again, unless the file is a JPEG that serves as it is; of a file that could be
 * read in part only those before that.
 *
 * @throws InputError when a file that was read cannot be read any more
 */
export async function* scannedPages(
  pages: readonly DocumentPage[],
  bytesOf: BytesOf,
  pagesOf: PageDecoder["pages"] = decodePages,
): AsyncGenerator<ScannedPage> {
  const files = new Map<string, DocumentPage[]>();
  for (const page of pages) files.set(page.file, [...(files.get(page.file) ?? []), page]);
  for (const [file, own] of files) {
    const numbered = new Map(own.flatMap((page) => (page.page === undefined ? [] : [[page.page, page] as const])));
    if (numbered.size === 0) continue;
    const isTorn = own.some((page) => isUnread(page) && page.page === undefined);
    try {
      const bytes = await bytesOf(file);
      const [only] = own;
      const asItIs = only && !isUnread(only) && (await jpegAsItIs(bytes, only));
      if (asItIs) {
        yield asItIs;
        continue;
      }
      for await (const { picture, number, dpi } of pagesOf(bytes, nameOf(file), { onUndrawn: () => {} })) {
        const page = numbered.get(number);
        const { width, height } = picture;
        if (page) yield { page, width, height, jpeg: () => jpegOf(picture), dpi };
      }
    } catch (error) {
      if (!(isTorn && error instanceof InputError)) throw error;
    }
  }
}
