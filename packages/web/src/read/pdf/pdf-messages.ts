import type { ReadablePage } from "../picture/readable-page.js";

/** At which resolution pages are drawn, as `decodePages` does in Node. */
export const PDF_DPI = 300;

/** What the page asks of the worker that draws. */
export type PdfWish =
  | { readonly kind: "open"; readonly file: Blob; readonly name: string }
  | { readonly kind: "draw"; readonly page: number; readonly isGray: boolean };

/** What it answers, in the order of the wishes. */
export type PdfAnswer =
  | { readonly kind: "opened"; readonly pages: number }
  | ({ readonly kind: "drawn"; readonly notice?: string | undefined } & ReadablePage)
  | { readonly kind: "refused"; readonly sentence: string };
