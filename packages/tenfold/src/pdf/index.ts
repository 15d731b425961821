export type { OpenPdfOptions } from "./open-pdf.js";
export { openPdfPages, type PdfPage, type PdfPages, type PdfPageWanted } from "./open-pdf-pages.js";
