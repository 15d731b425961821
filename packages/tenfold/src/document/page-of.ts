import type { PagePlace, PlainDigit, ReadCell, ReadContext, ReadDigit, ReadGrid, ReadPage, ReadString } from "./document.js";

/** What a reader gives for a picture: a `Reading`, or the fields of a form as its strings. */
export interface PageContent {
  readonly strings: readonly ReadString[];
  readonly grids?: readonly ReadGrid[];
  readonly turned?: 90 | 180 | 270;
  readonly context?: ReadContext;
  readonly reason?: string;
}

/** The picture of a page: where it comes from, and its size. */
export interface PagePicture extends PagePlace {
  /** Of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly notice?: string | undefined;
}

/** What was read from a picture, as a page of a document: without the pictures of its digits, which are 784 numbers each. */
export function pageOf(
  { strings, grids = [], turned, context, reason }: PageContent,
  { file, page, pages, width, height, notice }: PagePicture,
): ReadPage {
  return {
    file,
    page,
    pages,
    width,
    height,
    strings: strings.map(plainString),
    grids: grids.map(plainGrid),
    ...(turned !== undefined && { turned }),
    ...(context && { context }),
    ...(reason !== undefined && { reason }),
    ...(notice !== undefined && { notice }),
  };
}

/** A string without the pictures of its digits. */
export function plainString({ digits, ...string }: ReadString): ReadString<PlainDigit> {
  return { ...string, digits: digits.map(plainDigit) };
}

/** A grid without the pictures of its digits. */
export function plainGrid({ cells, ...grid }: ReadGrid): ReadGrid<PlainDigit> {
  return { ...grid, cells: cells.map(plainCell) };
}

function plainCell({ digit, ...cell }: ReadCell): ReadCell<PlainDigit> {
  return { ...cell, ...(digit && { digit: plainDigit(digit) }) };
}

function plainDigit({ seen: _, ...digit }: ReadDigit): PlainDigit {
  return digit;
}
