import type { ReadDocument } from "tenfold/document";
import type { Box } from "tenfold/image";
import { type TextPage, textPage } from "./text-blocks.js";

const HEAD = "level page_num block_num par_num line_num word_num left top width height conf text".split(" ");

/** What a row is about, and how many of its numbers are its own: those behind are 0. */
const LEVELS = { page: 1, block: 2, paragraph: 3, line: 4, word: 5 } as const;

/**
 * What was read as Tesseract writes it with `tsv`: a row a page, block, paragraph, line and word, boxes in pixels, `conf` from 0 to 100 of words
 * and -1 of all else. Pages are counted through the document; one that could not be read is a page of no width.
 *
 * Source: Tesseract's api/baseapi.cpp, GetTSVText
 */
export function tesseractTsv({ pages }: Pick<ReadDocument, "pages">): string {
  return [HEAD, ...pages.flatMap((page, at) => pageRows(textPage(page, at + 1)))].map((row) => `${row.join("\t")}\n`).join("");
}

type Row = readonly (string | number)[];

function pageRows({ number, width, height, blocks }: TextPage): Row[] {
  const page = rowOf("page", [number], { left: 0, top: 0, right: width, bottom: height });
  const rows = blocks.flatMap(({ box, words }, at) => {
    const block = [number, at + 1];
    return [
      rowOf("block", block, box),
      rowOf("paragraph", [...block, 1], box),
      rowOf("line", [...block, 1, 1], box),
      ...words.map((word, place) => rowOf("word", [...block, 1, 1, place + 1], word.box, word)),
    ];
  });
  return [page, ...rows];
}

interface Said {
  readonly text: string;
  readonly confidence: number;
}

function rowOf(level: keyof typeof LEVELS, numbers: readonly number[], { left, top, right, bottom }: Box, said?: Said): Row {
  const places = Array.from({ length: 5 }, (_, at) => numbers[at] ?? 0);
  const conf = said ? Math.round(said.confidence * 1e4) / 100 : -1;
  return [LEVELS[level], ...places, left, top, right - left, bottom - top, conf, said ? said.text.replaceAll(/[\s\p{Cc}]/gu, " ") : ""];
}
