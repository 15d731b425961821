import { lent, memoryAt, type PdfiumCalls, textOf } from "./pdfium-calls.js";
import { isLost } from "./picture-data.js";

/**
 * Whether a picture takes more bytes than white paper of its size does, as its last coding writes that: fax and JBIG2 a bit or two a row, JPEG
 * six bits for 64 pixels, deflate a byte for some hundred. The back of a sheet that was scanned on both sides is white, and rightly so.
 */
export function saysMuch(calls: PdfiumCalls, image: number): boolean {
  if (isUndecoded(calls, image)) return true;
  const { width, height } = sizeOf(calls, image);
  const bytes = calls._FPDFImageObj_GetImageDataRaw(image, 0, 0);
  const filter = lastFilter(calls, image);
  if (filter === undefined) return false;
  const blank: Readonly<Record<string, number>> = {
    CCITTFaxDecode: height / 2,
    JBIG2Decode: height / 2,
    DCTDecode: 640 + (width * height) / 24, // its tables
    JPXDecode: (width * height) / 256,
  };
  return bytes > 64 + (blank[filter] ?? (width * height) / 32) || isLostData(calls, image);
}

/** Whether PDFium itself makes nothing of a picture. */
export function isUndecoded(calls: PdfiumCalls, image: number): boolean {
  const bitmap = calls._FPDFImageObj_GetBitmap(image);
  if (bitmap !== 0) calls._FPDFBitmap_Destroy(bitmap);
  return bitmap === 0;
}

/** Whether a picture's bytes are such that PDFium draws it white, or not at all, without a word; told without decoding it. */
export function isLostData(calls: PdfiumCalls, image: number): boolean {
  const filter = lastFilter(calls, image);
  if (filter !== "JBIG2Decode" && filter !== "DCTDecode") return false;
  return isLost({ filter, bytes: dataOf(calls, image), height: sizeOf(calls, image).height });
}

function lastFilter(calls: PdfiumCalls, image: number): string | undefined {
  const filters = calls._FPDFImageObj_GetImageFilterCount(image);
  if (filters < 1) return undefined;
  return textOf(calls, (buffer, length) => calls._FPDFImageObj_GetImageFilter(image, filters - 1, buffer, length), "latin1");
}

/** The bytes of a picture as they stand in the file. */
function dataOf(calls: PdfiumCalls, image: number): Uint8Array {
  const size = calls._FPDFImageObj_GetImageDataRaw(image, 0, 0);
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
