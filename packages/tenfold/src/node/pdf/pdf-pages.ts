import { openPdfPages } from "../../pdf/open-pdf-pages.js";
import { type Page, type PageOptions, wantedPages } from "../page.js";

/**
 * The pages of a PDF, drawn one after the other in color on white, with the values of their form fields. A page that holds a picture or text
 * of which nothing came to be drawn is handed to `onUndrawn`: it must not pass for blank paper.
 *
 * @throws FormatError when it is damaged or locked with a password, or a form that only some programs can show
 * @throws InputError when a page would have too many pixels, which is told before it is drawn, or pdfium is not installed
 */
export async function* pdfPages(
  bytes: Uint8Array,
  name: string,
  { dpi, pixelLimit, only, from, onUndrawn }: PageOptions,
): AsyncGenerator<Page> {
  const pages = await openPdfPages(bytes, name);
  try {
    const { count } = pages;
    for (const index of wantedPages(count, { only, from })) {
      const { picture, notices, undrawn } = await pages.draw(index + 1, { dpi, pixelLimit });
      if (undrawn) {
        onUndrawn({ error: undrawn, number: index + 1, of: count });
        continue;
      }
      yield { picture, number: index + 1, of: count, dpi, ...(notices.length > 0 && { notice: notices.join("; ") }) };
    }
  } finally {
    pages.close();
  }
}
