import type { DocumentPage, EngineUsed } from "tenfold/document";
import { cornersOf, type Point } from "tenfold/image";
import { type Markup, markup } from "../pages/markup.js";
import { type TextBlock, type TextDigit, type TextPage, type TextSign, type TextWord, textPage } from "./text-blocks.js";

export interface PageXmlOptions {
  readonly engine: EngineUsed;
  /** When that was, now unless told. */
  readonly made?: Date | undefined;
}

/**
 * A page that was read as PAGE-XML of 2019, which has one page a file: regions, lines, words and signs in pixels, `conf` from 0 to 1, other readings
 * with the indices behind. A field's name is the attribute "field" of its region.
 *
 * Source: PAGE 2019-07-15, https://github.com/PRImA-Research-Lab/PAGE-XML
 */
export function pageXml(page: DocumentPage, { engine, made = new Date() }: PageXmlOptions): string {
  const { file, width, height, blocks } = textPage(page, 1);
  const time = `${made.toISOString().slice(0, 19)}Z`;
  const xml = markup`<?xml version="1.0" encoding="UTF-8"?>
<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">
<Metadata><Creator>${engine.name} ${engine.version}</Creator><Created>${time}</Created><LastChange>${time}</LastChange></Metadata>
<Page imageFilename="${file}" imageWidth="${width}" imageHeight="${height}">
${blocks.map((block, at) => region(block, { width, height }, `${at + 1}`))}</Page>
</PcGts>
`;
  return xml.markup;
}

function region({ string, box, words }: TextBlock, size: Pick<TextPage, "width" | "height">, id: string): Markup {
  const { name, corners = cornersOf(box), text, confidence, alternatives } = string;
  const field = name === undefined ? undefined : markup`<UserDefined><UserAttribute name="field" value="${name}"/></UserDefined>`;
  const outline = coords(corners.map(([x, y]): Point => [clamped(x, size.width), clamped(y, size.height)]));
  const others = alternatives.map((other, at) => equivalent(other.text, other.confidence, at + 1));
  return markup`<TextRegion id="region_${id}">${outline}${field}<TextLine id="line_${id}">${outline}\
${words.map((word, at) => wordElement(word, `${id}_${at + 1}`))}${equivalent(text, confidence, 0)}${others}</TextLine></TextRegion>\n`;
}

function wordElement({ text, confidence, box, signs }: TextWord, id: string): Markup {
  const glyphs = signs.map((sign, at) => glyphElement(sign, `${id}_${at + 1}`));
  return markup`<Word id="word_${id}">${coords(cornersOf(box))}${glyphs}${equivalent(text, confidence, 0)}</Word>`;
}

function glyphElement({ digit }: TextSign, id: string): Markup | undefined {
  return digit && markup`<Glyph id="glyph_${id}">${coords(cornersOf(digit.box))}${digitEquivalents(digit)}</Glyph>`;
}

function digitEquivalents({ value, confidence, top3 }: TextDigit): Markup[] {
  const others = top3.filter((other) => other.value !== value);
  return [{ value, confidence }, ...others].map((one, at) => equivalent(String(one.value), one.confidence, at));
}

function coords(points: readonly Point[]): Markup {
  return markup`<Coords points="${points.map(([x, y]) => `${Math.round(x)},${Math.round(y)}`).join(" ")}"/>`;
}

function equivalent(text: string, confidence: number, index: number): Markup {
  return markup`<TextEquiv index="${index}" conf="${Math.round(confidence * 1e4) / 1e4}"><Unicode>${text}</Unicode></TextEquiv>`;
}

function clamped(at: number, most: number): number {
  return Math.min(Math.max(0, at), most);
}
