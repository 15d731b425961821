import type { Picture } from "../image/picture.js";

/** One page of a file: a picture is a file of one page. */
export interface Page {
  readonly picture: Picture;
  /** From 1 on. */
  readonly number: number;
  /** How many the file has. */
  readonly of: number;
  /** What the user should know of how it was read, in words. */
  readonly notice?: string;
}

export interface DecodeOptions {
  /** How fine a PDF's pages are drawn, in dots per inch. */
  readonly dpi?: number;
  /** Larger pages are refused before they are decoded. */
  readonly pixelLimit?: number;
}

/** More pages in one file are taken for an attack. */
export const PAGE_LIMIT = 10_000;
