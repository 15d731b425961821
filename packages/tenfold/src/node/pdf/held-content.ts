import { floatsOf, lent, memoryAt, type OpenPage, type PdfiumCalls, textOf } from "./pdfium-calls.js";
import { isLost } from "./picture-data.js";

/** What a page holds that ought to leave ink on it. */
export type HeldContent = "a picture" | "text";

/** Kinds of a page's objects. (fpdf_edit.h) */
const [TEXT, IMAGE, FORM] = [1, 3, 5];
/** Text that is there to be searched, as behind a scan. (ISO 32000-2, table 104) */
const INVISIBLE = [3, 7];
/** More objects of one page, and deeper ones, are not looked at. */
const [MOST_OBJECTS, DEEPEST] = [10_000, 8];

/**
 * Whether a page holds a picture or text that would be seen, by the list of its objects: what lies on the page, is no invisible text, and no
 * picture whose few bytes can only be blank paper.
 */
export function heldContent({ calls, page }: OpenPage): HeldContent | undefined {
  const sheet = floatsOf(calls, 4, (pointer) => calls._FPDF_GetPageBoundingBox(page, pointer));
  const text = calls._FPDFText_LoadPage(page);
  let left = MOST_OBJECTS;
  const among = (count: number, objectAt: (index: number) => number, depth: number): HeldContent | undefined => {
    for (let index = 0; index < count && left > 0; index++, left--) {
      const object = objectAt(index);
      const type = calls._FPDFPageObj_GetType(object);
      if (type === FORM && depth < DEEPEST) {
        const inside = calls._FPDFFormObj_CountObjects(object);
        const found = among(inside, (at) => calls._FPDFFormObj_GetObject(object, at), depth + 1);
        if (found) return found;
      }
      // What lies in a form is told in the form's own coordinates.
      if (depth === 0 && sheet && !liesOn(sheet, boundsOf(calls, object))) continue;
      if (type === IMAGE && saysMuch(calls, object)) return "a picture";
      if (type === TEXT && isSeen(calls, object, text)) return "text";
    }
    return undefined;
  };
  try {
    return among(calls._FPDFPage_CountObjects(page), (at) => calls._FPDFPage_GetObject(page, at), 0);
  } finally {
    if (text !== 0) calls._FPDFText_ClosePage(text);
  }
}

function boundsOf(calls: PdfiumCalls, object: number): readonly number[] {
  return floatsOf(calls, 4, (at) => calls._FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12)) ?? [];
}

/** The page as left, top, right, bottom, the object as left, bottom, right, top; y goes up. */
function liesOn([left = 0, top = 0, right = 0, bottom = 0]: readonly number[], [x0, y0, x1, y1]: readonly number[]): boolean {
  if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return true;
  return x0 < right && x1 > left && y0 < Math.max(top, bottom) && y1 > Math.min(top, bottom);
}

function isSeen(calls: PdfiumCalls, object: number, text: number): boolean {
  if (INVISIBLE.includes(calls._FPDFTextObj_GetTextRenderMode(object))) return false;
  return text !== 0 && textOf(calls, (buffer, length) => calls._FPDFTextObj_GetText(object, text, buffer, length)).trim() !== "";
}

/**
 * Whether a picture takes more bytes than white paper of its size does, as its last coding writes that: fax and JBIG2 a bit or two a row, JPEG
 * six bits for 64 pixels, deflate a byte for some hundred. The back of a sheet that was scanned on both sides is white, and rightly so.
 */
function saysMuch(calls: PdfiumCalls, image: number): boolean {
  if (isUndecoded(calls, image)) return true;
  const { width, height } = sizeOf(calls, image);
  const bytes = calls._FPDFImageObj_GetImageDataRaw(image, 0, 0);
  const filters = calls._FPDFImageObj_GetImageFilterCount(image);
  if (filters < 1) return false;
  const filter = textOf(calls, (buffer, length) => calls._FPDFImageObj_GetImageFilter(image, filters - 1, buffer, length), "latin1");
  const blank: Readonly<Record<string, number>> = {
    CCITTFaxDecode: height / 2,
    JBIG2Decode: height / 2,
    DCTDecode: 640 + (width * height) / 24, // its tables
    JPXDecode: (width * height) / 256,
  };
  if (bytes > 64 + (blank[filter] ?? (width * height) / 32)) return true;
  return isLost({ filter, bytes: dataOf(calls, image, bytes), height });
}

/** Whether PDFium itself makes nothing of a picture. */
function isUndecoded(calls: PdfiumCalls, image: number): boolean {
  const bitmap = calls._FPDFImageObj_GetBitmap(image);
  if (bitmap !== 0) calls._FPDFBitmap_Destroy(bitmap);
  return bitmap === 0;
}

/** The bytes of a picture as they stand in the file. */
function dataOf(calls: PdfiumCalls, image: number, size: number): Uint8Array {
  return lent(calls, Math.max(1, size), (pointer) => {
    calls._FPDFImageObj_GetImageDataRaw(image, pointer, size);
    return Uint8Array.from(calls.HEAPU8.subarray(pointer, pointer + size));
  });
}

function sizeOf(calls: PdfiumCalls, image: number): { readonly width: number; readonly height: number } {
  return lent(calls, 8, (pointer) => {
    calls._FPDFImageObj_GetImagePixelSize(image, pointer, pointer + 4);
    const memory = memoryAt(calls, pointer, 8);
    return { width: memory.getUint32(0, true), height: memory.getUint32(4, true) };
  });
}
