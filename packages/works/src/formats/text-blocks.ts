import { type DocumentPage, isUnread, type PlainDigit, type ReadPage, type ReadString } from "tenfold/document";
import { around, type Box } from "tenfold/image";

/** A page as formats of pages, lines and words have it: what was read as blocks of one line each, boxes in whole pixels of the page. */
export interface TextPage {
  readonly file: string;
  /** Among the pages of the document, from 1. */
  readonly number: number;
  /** Among those of its file, from 1; 1 of a file that could not be read. */
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly TextBlock[];
}

/** A string that was read: a block with one line. */
export interface TextBlock {
  readonly string: ReadString<PlainDigit>;
  readonly box: Box;
  readonly words: readonly TextWord[];
}

/** What stands between blanks. */
export interface TextWord {
  readonly text: string;
  /** Of the whole string: it is the probability that all of it is right, and no word is less sure than that. */
  readonly confidence: number;
  readonly box: Box;
  /** The word sign by sign; without their digits where the text says the digits in another way than they were written. */
  readonly signs: readonly TextSign[];
}

export interface TextSign {
  readonly text: string;
  readonly digit?: TextDigit;
}

export interface TextDigit extends PlainDigit {
  /** In whole pixels. */
  readonly box: Box;
}

/** A page of a document; blank fields are no text, and a page that could not be read has none. */
export function textPage(page: DocumentPage, number: number): TextPage {
  if (isUnread(page)) return { file: page.file, number, page: page.page ?? 1, width: 0, height: 0, blocks: [] };
  const size = sizeOf(page);
  const written = page.strings.filter(({ text }) => text.trim() !== "");
  return { file: page.file, number, page: page.page, ...size, blocks: written.map((string) => blockOf(string, size)) };
}

interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** Pages read before documents had a version do not tell their size: then what holds all that was read. */
function sizeOf({ width, height, strings }: ReadPage): PageSize {
  const most = (side: "right" | "bottom") => Math.ceil(Math.max(1, ...strings.map(({ box }) => box[side])));
  return { width: width ?? most("right"), height: height ?? most("bottom") };
}

function blockOf(string: ReadString<PlainDigit>, size: PageSize): TextBlock {
  return { string, box: wholePixels(string.box, size), words: wordsOf(string, size) };
}

function wordsOf({ text, confidence, box, digits }: ReadString<PlainDigit>, size: PageSize): TextWord[] {
  const parts = text.split(/\s+/).filter((part) => part !== "");
  const [said, written] = [text.replaceAll(/\D/g, ""), digits.map(({ value }) => value).join("")];
  const isWritten = said === written || (parts.length === 1 && written !== "" && said.startsWith(written)); // no cents, and 12.00 is said
  if (!isWritten) return [{ text, confidence, box: wholePixels(box, size), signs: [{ text }] }];
  let next = 0;
  return parts.map((part): TextWord => {
    const signs = Array.from(part, (sign): TextSign => {
      const digit = /\d/.test(sign) ? digits[next++] : undefined;
      return { text: sign, ...(digit && { digit: { ...digit, box: wholePixels(digit.box, size) } }) };
    });
    const own = signs.flatMap(({ digit }) => (digit ? [digit.box] : []));
    return { text: part, confidence, box: parts.length === 1 || own.length === 0 ? wholePixels(box, size) : around(own), signs };
  });
}

/** The smallest box of whole pixels around a box, as far as it lies on the page, of a pixel at least. */
function wholePixels({ left, top, right, bottom }: Box, { width, height }: PageSize): Box {
  const [x, y] = [within(Math.floor(left), width - 1), within(Math.floor(top), height - 1)];
  return {
    left: x,
    top: y,
    right: Math.max(x + 1, within(Math.ceil(right), width)),
    bottom: Math.max(y + 1, within(Math.ceil(bottom), height)),
  };
}

function within(at: number, most: number): number {
  return Math.min(Math.max(0, at), Math.max(0, most));
}
