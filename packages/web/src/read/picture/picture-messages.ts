import type { Picture } from "tenfold";

/** What the page asks of the worker that decodes a picture: one, and it is over. */
export interface PictureWish {
  readonly file: Blob;
  readonly name: string;
}

export type PictureAnswer =
  | { readonly kind: "decoded"; readonly picture: Picture; readonly image: Blob }
  | { readonly kind: "refused"; readonly sentence: string; readonly isOfTheFile: boolean };
