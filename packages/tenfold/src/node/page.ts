import type { DecodingError, FormatError } from "../errors.js";
import type { Picture } from "../image/basics/picture.js";

/** One page of a file: a picture is a file of one page. */
export interface Page {
  readonly picture: Picture;
  /** From 1 on. */
  readonly number: number;
  /** How many the file has. */
  readonly of: number;
  /** Pixels an inch: those that a PDF's page was drawn with, or what a picture says, which many cameras and programs do at random. */
  readonly dpi?: number;
  /** What the user should know of how it was read, in words. */
  readonly notice?: string;
}

/** A page that holds something of which nothing could be drawn: it is not blank. */
export interface UndrawnPage {
  /** From 1 on. */
  readonly number: number;
  /** How many the file has. */
  readonly of: number;
  /** What it holds, and what to do. */
  readonly error: FormatError | DecodingError;
}

export interface DecodeOptions {
  /** How fine a PDF's pages are drawn, in dots per inch. */
  readonly dpi?: number | undefined;
  /** Whether shades of gray will do, as readers look at nothing else: they take a third of the room. */
  readonly gray?: boolean | undefined;
  /** Larger pages are refused before they are decoded. */
  readonly pixelLimit?: number | undefined;
  /** Only the page of this number, from 1 on, and none where there is no such page; all unless told. */
  readonly only?: number | undefined;
  /** The pages from this number on; from the first unless told. */
  readonly from?: number | undefined;
  /** Is handed pages that cannot be drawn, and the others go on; without it the first such page is an error. */
  readonly onUndrawn?: ((page: UndrawnPage) => void) | undefined;
}

/** The same with nothing left open. */
export type PageOptions = {
  readonly [option in Exclude<keyof DecodeOptions, "only" | "from" | "gray">]-?: NonNullable<DecodeOptions[option]>;
} & Pick<DecodeOptions, "only" | "from">;

/** The places, from 0, of the pages that are wanted. */
export function wantedPages(count: number, { only, from = 1 }: Pick<DecodeOptions, "only" | "from">): readonly number[] {
  if (only === undefined) return Array.from({ length: Math.max(0, count + 1 - from) }, (_, index) => from - 1 + index);
  return only <= count ? [only - 1] : [];
}

/** Where nobody wants to hear of them. */
export function refuseUndrawn({ error }: UndrawnPage): never {
  throw error;
}

/** More pages in one file are taken for an attack. */
export const PAGE_LIMIT = 10_000;
