import type { PDFiumDocument, PDFiumPage } from "@hyzyla/pdfium";

/**
 * What of PDFium's own interface is called beside the package's. @hyzyla/pdfium 2.1.13 exports all of PDFium, and types the few functions
 * that it calls itself.
 *
 * Source: fpdfview.h, fpdf_annot.h, fpdf_edit.h and fpdf_formfill.h of PDFium
 */
export interface PdfiumCalls {
  readonly HEAPU8: Uint8Array;
  readonly wasmExports: { malloc(size: number): number; free(pointer: number): void };
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetFormType(document: number): number;
  _FPDF_GetPageBoundingBox(page: number, rectangle: number): number;
  _FPDF_PageToDevice(page: number, ...window: readonly [number, number, number, number, number, number, number, number, number]): number;
  _FPDFPage_GetAnnotCount(page: number): number;
  _FPDFPage_GetAnnot(page: number, index: number): number;
  _FPDFPage_CloseAnnot(annotation: number): void;
  _FPDFAnnot_GetSubtype(annotation: number): number;
  _FPDFAnnot_GetFlags(annotation: number): number;
  _FPDFAnnot_GetRect(annotation: number, rectangle: number): number;
  _FPDFAnnot_GetFormFieldType(form: number, annotation: number): number;
  _FPDFAnnot_GetFormFieldName(form: number, annotation: number, buffer: number, length: number): number;
  _FPDFAnnot_GetFormFieldValue(form: number, annotation: number, buffer: number, length: number): number;
  _FPDFAnnot_GetStringValue(annotation: number, key: number, buffer: number, length: number): number;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFFormObj_CountObjects(object: number): number;
  _FPDFFormObj_GetObject(object: number, index: number): number;
  _FPDFPageObj_GetType(object: number): number;
  _FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number;
  _FPDFPageObj_GetMatrix(object: number, matrix: number): number;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFTextObj_GetText(object: number, text: number, buffer: number, length: number): number;
  _FPDFTextObj_GetTextRenderMode(object: number): number;
  _FPDFImageObj_GetBitmap(object: number): number;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDFImageObj_GetImageDataRaw(object: number, buffer: number, length: number): number;
  _FPDFImageObj_GetImageFilterCount(object: number): number;
  _FPDFImageObj_GetImageFilter(object: number, index: number, buffer: number, length: number): number;
  _FPDFImageObj_GetImagePixelSize(object: number, width: number, height: number): number;
}

/** A page as PDFium has it opened. */
export interface OpenPage {
  readonly calls: PdfiumCalls;
  readonly page: number;
}

export function openPage(page: PDFiumPage): OpenPage {
  const { module, pageIdx } = page as unknown as { readonly module: PdfiumCalls; readonly pageIdx: number };
  return { calls: module, page: pageIdx };
}

/** 0 where a document has no form, 1 with fields, 2 a dynamic XFA form, 3 fields with an XFA form beside them. (fpdf_formfill.h) */
export function formType(file: PDFiumDocument): number {
  const { module, documentIdx } = file as unknown as { readonly module: PdfiumCalls; readonly documentIdx: number };
  return module._FPDF_GetFormType(documentIdx);
}

/** Lends PDFium some of its memory, at an address in whole words, and takes it back. */
export function lent<T>({ HEAPU8: _, wasmExports }: PdfiumCalls, size: number, use: (pointer: number) => T): T {
  const pointer = wasmExports.malloc(size);
  if (pointer === 0) throw new Error("PDFium has no memory left");
  try {
    return use(pointer);
  } finally {
    wasmExports.free(pointer);
  }
}

/** Numbers in PDFium's memory, which moves whenever it grows. */
export function memoryAt({ HEAPU8 }: PdfiumCalls, pointer: number, size: number): DataView {
  return new DataView(HEAPU8.buffer, pointer, size);
}

/** The floats that a call writes, or nothing where it says that there are none. */
export function floatsOf(calls: PdfiumCalls, count: number, call: (pointer: number) => number): readonly number[] | undefined {
  return lent(calls, 4 * count, (pointer) => {
    if (call(pointer) === 0) return undefined;
    const memory = memoryAt(calls, pointer, 4 * count);
    return Array.from({ length: count }, (_, at) => memory.getFloat32(4 * at, true));
  });
}

/** More of a text is not looked at. */
const TEXT_LIMIT = 4096;

/** A text that a call writes in UTF-16 with a zero behind it, as most do: first it tells how many bytes, then it writes them. */
export function textOf(calls: PdfiumCalls, call: (buffer: number, length: number) => number, encoding = "utf-16le"): string {
  const size = call(0, 0);
  if (size < 1) return "";
  if (size > TEXT_LIMIT) return "…";
  return lent(calls, size, (pointer) => {
    call(pointer, size);
    const bytes = Uint8Array.from(calls.HEAPU8.subarray(pointer, pointer + size));
    return new TextDecoder(encoding).decode(bytes).replace(/\0+$/, "");
  });
}
