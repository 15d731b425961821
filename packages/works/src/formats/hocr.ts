import { wholePercent } from "tenfold";
import type { ReadDocument } from "tenfold/document";
import type { Box } from "tenfold/image";
import { type Markup, markup } from "../pages/markup.js";
import { type TextBlock, type TextPage, type TextSign, textPage } from "./text-blocks.js";

/**
 * What was read as hOCR: HTML whose classes and titles tell pages, lines, words and signs with their boxes; `x_wconf` of words and `x_conf` of
 * digits go from 0 to 100, rounded, where 100 is nothing but certain. A field's name is the `data-field` of its block.
 *
 * Source: hOCR 1.2, http://kba.github.io/hocr-spec/1.2/
 */
export function hocr({ pages, engine }: Pick<ReadDocument, "pages" | "engine">): string {
  const html = markup`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="und" lang="und">
<head>
<title>${[...new Set(pages.map(({ file }) => file))].join(", ")}</title>
<meta charset="utf-8"/>
<meta name="ocr-system" content="${engine.name} ${engine.version}"/>
<meta name="ocr-capabilities" content="ocr_page ocr_carea ocr_par ocr_line ocrx_word ocrx_cinfo"/>
</head>
<body>
${pages.map((page, at) => pageDiv(textPage(page, at + 1)))}</body>
</html>
`;
  return html.markup;
}

function pageDiv({ file, number, page, width, height, blocks }: TextPage): Markup {
  const title = `image "${file.replaceAll('"', "%22")}"; bbox 0 0 ${width} ${height}; ppageno ${number - 1}; x_source_page ${page}`;
  return markup`<div class="ocr_page" id="page_${number}" title="${title}">
${blocks.map((block, at) => blockDiv(block, `${number}_${at + 1}`))}</div>
`;
}

function blockDiv({ string: { name, status }, box, words }: TextBlock, id: string): Markup {
  const field = name === undefined ? undefined : markup` data-field="${name}"`;
  const spans = words.map((word, at) => {
    const title = `${bbox(word.box)}; x_wconf ${wholePercent(word.confidence)}`;
    return markup`${at > 0 ? " " : ""}<span class="ocrx_word" id="word_${id}_${at + 1}" title="${title}">${word.signs.map(signSpan)}</span>`;
  });
  return markup`<div class="ocr_carea" id="block_${id}" title="${bbox(box)}"${field}><p class="ocr_par" id="par_${id}" title="${bbox(box)}">\
<span class="ocr_line" id="line_${id}" title="${bbox(box)}; x_status ${status}">${spans}</span></p></div>
`;
}

function signSpan({ text, digit }: TextSign): Markup {
  if (!digit) return markup`${text}`;
  const { left, top, right, bottom } = digit.box;
  const title = `x_bboxes ${left} ${top} ${right} ${bottom}; x_conf ${wholePercent(digit.confidence)}`;
  return markup`<span class="ocrx_cinfo" title="${title}">${text}</span>`;
}

function bbox({ left, top, right, bottom }: Box): string {
  return `bbox ${left} ${top} ${right} ${bottom}`;
}
