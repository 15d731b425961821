import type { PDFiumDocument, PDFiumPage } from "@hyzyla/pdfium";
import { checkSize, FormatError, InputError, type Picture } from "tenfold";
import { PDF_DPI } from "./pdf-messages.js";

/** A PDF's unit is 1/72 inch. */
const POINTS = 72;
/** More pages in one file are taken for an attack. */
const PAGE_LIMIT = 10_000;

/** What PDFium throws when it opens a file, as the sentence that the library has for it. */
export function refusalOf(error: unknown, name: string): FormatError {
  const isLocked = error instanceof Error && /password|security/i.test(error.message);
  if (isLocked) return new FormatError(`${name} is locked with a password; save a copy without one`, { cause: error });
  return new FormatError(`${name} is a damaged PDF, perhaps cut short; fetch or save it again`, { cause: error });
}

/**
 * How many pages a file has.
 *
 * @throws FormatError when it has none, or is a form that only Adobe's programs can show
 * @throws InputError when it has too many
 */
export function pageCount(file: PDFiumDocument, name: string): number {
  const count = file.getPageCount();
  if (count < 1) throw new FormatError(`${name} is a PDF without pages, or a damaged one; open it elsewhere and save it again`);
  if (count > PAGE_LIMIT) throw new InputError(`${name} has ${count} pages, at most ${PAGE_LIMIT} are read; split it`);
  if (count === 1 && /please wait/i.test(file.getPage(0).getText()))
    throw new FormatError(
      `${name} is a dynamic XFA form, of which other programs see only "Please wait..."; open it in Adobe Reader and print it to PDF`,
    );
  return count;
}

/** A page as it was drawn, and what the user should know of it: one that came out blank may be no blank paper. */
export interface DrawnPdf {
  readonly picture: Picture;
  readonly notice?: string;
}

/**
 * A page, in color on white, with the values of its form fields.
 *
 * @param number from 1 on
 * @throws InputError when it has too many pixels, told before it is drawn
 */
export async function drawPdf(file: PDFiumDocument, number: number, name: string): Promise<DrawnPdf> {
  const who = `page ${number} of ${name}`;
  const page = file.getPage(number - 1);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const scale = PDF_DPI / POINTS;
  checkSize(`${who} at ${PDF_DPI} dpi`, { width: Math.ceil(originalWidth * scale), height: Math.ceil(originalHeight * scale) });
  const drawn = await page.render({ scale, colorSpace: "BGRA", render: "bitmap", renderFormFields: hasFields(file) });
  const picture = withoutAlpha(drawn);
  const notice = `${who} holds a picture and comes out blank; if something stands there, open the file and save the page as PNG`;
  return { picture, ...(isBlank(picture) && holdsPictures(page) && { notice }) };
}

/** Whether fields can be drawn with it: where they break PDFium, the page is drawn without them. */
function hasFields(file: PDFiumDocument): boolean {
  try {
    return file.initializeFormFields() !== 0;
  } catch {
    return false;
  }
}

function holdsPictures(page: PDFiumPage): boolean {
  for (const { type } of page.objects()) if (type === "image") return true;
  return false;
}

function isBlank({ pixels, channels }: Picture): boolean {
  for (let at = channels; at < pixels.length; at++) if (pixels[at] !== pixels[at - channels]) return false;
  return true;
}

/** PDFium's render gives red, green, blue and alpha in this order. */
function withoutAlpha({ data, height, width }: { readonly data: Uint8Array; readonly height: number; readonly width: number }): Picture {
  const pixels = new Uint8Array(height * width * 3);
  for (let from = 0, to = 0; to < pixels.length; from += 4, to += 3) {
    pixels[to] = data[from] as number;
    pixels[to + 1] = data[from + 1] as number;
    pixels[to + 2] = data[from + 2] as number;
  }
  return { pixels, height, width, channels: 3 };
}
