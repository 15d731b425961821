export * from "./document.js";
export { documentOf } from "./document-of.js";
export { type PageContent, type PagePicture, pageOf, plainGrid, plainString } from "./page-of.js";
export { parseDocument, parsePage } from "./parse-document.js";
