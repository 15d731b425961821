import type { ReadablePage } from "./readable-page.js";

/** What the page asks of the worker that decodes a picture: one, and it is over. */
export interface PictureWish {
  readonly file: Blob;
  readonly name: string;
  /** Whether its shades of gray are all that is read of it. */
  readonly isGray: boolean;
}

export type PictureAnswer =
  | ({ readonly kind: "decoded" } & ReadablePage)
  | { readonly kind: "refused"; readonly sentence: string; readonly isOfTheFile: boolean };
