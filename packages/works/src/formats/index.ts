export { alto } from "./alto.js";
export { endings, type Format, filesOnly, formatOf, formats } from "./format-of.js";
export { hocr } from "./hocr.js";
export { pageXml } from "./page-xml.js";
export { csvHeading, csvRows } from "./read-csv.js";
export { type ScannedPage, searchablePdf } from "./searchable-pdf.js";
export { tesseractTsv } from "./tesseract-tsv.js";
export { refuseNamesakes } from "./wide-table.js";
export { type DocumentFormat, type TableOptions, writtenDocument } from "./written-document.js";
