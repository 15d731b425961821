import type { PDFiumDocument } from "@hyzyla/pdfium";
import { FormatError, InputError } from "../errors.js";
import type { Picture } from "../image/basics/picture.js";
import { checkSize } from "../image/basics/pixel-limit.js";
import { type FilledField, filledFields } from "./filled-fields.js";
import { type HeldContent, heldContent, lostPictures } from "./held-content.js";
import { type OpenPdf, type OpenPdfOptions, openPdf, refusePdf } from "./open-pdf.js";
import { type OpenPage, openPage } from "./pdfium-calls.js";

/** Draws the pages of a file: where its form fields break PDFium, in a new one without them. */
export interface PageDrawer {
  readonly count: number;
  draw(index: number, wanted: PageWanted): Promise<DrawnPage>;
  /** Whether none of its first pages has anything on it. */
  isBare(): boolean;
  close(): void;
}

/** @throws FormatError, InputError as `openPdf`; drawing does, too, when a page is damaged or has too many pixels */
export async function pageDrawer(bytes: Uint8Array, name: string, options: OpenPdfOptions = {}): Promise<PageDrawer> {
  let opened = await openPdf(bytes, name, options);
  let isFormLeftOut = false;
  async function draw(index: number, wanted: PageWanted): Promise<DrawnPage> {
    try {
      return { ...(await drawPage(opened, index, wanted)), isFormLeftOut };
    } catch (error) {
      if (error instanceof InputError || !opened.hasForm) return refusePdf(error, name);
      opened.close();
      opened = { ...(await openPdf(bytes, name, options)), hasForm: false };
      isFormLeftOut = true;
      return draw(index, wanted);
    }
  }

  const count = opened.file.getPageCount();
  const isBare = () =>
    Array.from({ length: Math.min(count, LOOKED_AT) }, (_, index) => withPage(opened.file, index, hasNothing)).every(Boolean);
  return { count, draw, isBare, close: () => opened.close() };
}

/** So many pages are looked at to tell a damaged file from one that begins with a blank sheet. */
const LOOKED_AT = 50;

function hasNothing({ calls, page }: OpenPage): boolean {
  return page === 0 || calls._FPDFPage_CountObjects(page) < 1;
}

/** Opens a page to look at, and closes it. */
function withPage<T>(file: PDFiumDocument, index: number, look: (open: OpenPage) => T): T {
  const open = openPage(file.getPage(index));
  try {
    return look(open);
  } finally {
    if (open.page !== 0) open.calls._FPDF_ClosePage(open.page);
  }
}

/** How a page is drawn. */
export interface PageWanted {
  readonly scale: number;
  readonly dpi: number;
  readonly pixelLimit: number;
  readonly who: string;
}

/** A page as it was drawn, and what it holds. */
export interface DrawnPage {
  readonly picture: Picture;
  readonly held: HeldContent | undefined;
  /** How many of its pictures are missing, where it shows something. */
  readonly lost: number;
  /** Whether there is nothing on it at all. */
  readonly isBare: boolean;
  readonly fields: readonly FilledField[];
  /** Whether it was drawn without the fields that it may have. */
  readonly isFormLeftOut: boolean;
}

async function drawPage(
  { file, hasForm }: OpenPdf,
  index: number,
  { scale, dpi, pixelLimit, who }: PageWanted,
): Promise<Omit<DrawnPage, "isFormLeftOut">> {
  const page = file.getPage(index);
  const opened = openPage(page); // closed when it is drawn
  if (opened.page === 0) throw new FormatError(`${who} is damaged; open the file elsewhere and save it again`);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const size = { width: Math.ceil(originalWidth * scale), height: Math.ceil(originalHeight * scale) };
  checkSize(`${who} at ${dpi} dpi`, size, pixelLimit);
  const fields = hasForm ? filledFields(opened, file.initializeFormFields(), size) : [];
  const drawn = await page.render({ scale, colorSpace: "BGRA", render: "bitmap", renderFormFields: hasForm });
  const picture = withoutAlpha(drawn);
  const isWhite = isBlank(picture);
  return withPage(file, index, (again) => ({
    picture,
    held: isWhite ? heldContent(again) : undefined,
    lost: isWhite ? 0 : lostPictures(again, picture),
    isBare: hasNothing(again),
    fields,
  }));
}

/** Whether nothing is to be seen on a page: it has one shade all over. */
export function isBlank({ pixels, channels }: Picture): boolean {
  for (let at = channels; at < pixels.length; at++) if (pixels[at] !== pixels[at - channels]) return false;
  return true;
}

/** Red, green and blue moved together in place: a page of 50 million pixels takes 200 MB as it is. */
function withoutAlpha({ data, height, width }: { data: Uint8Array; height: number; width: number }): Picture {
  const pixels = data.subarray(0, height * width * 3);
  for (let from = 0, to = 0; to < pixels.length; from += 4, to += 3) {
    pixels[to] = data[from] as number;
    pixels[to + 1] = data[from + 1] as number;
    pixels[to + 2] = data[from + 2] as number;
  }
  return { pixels, height, width, channels: 3 };
}
