import type { PlainDigit, ReadDocument } from "tenfold/document";
import type { Box } from "tenfold/image";
import { type Markup, markup } from "../pages/markup.js";
import { type TextBlock, type TextPage, type TextSign, type TextWord, textPage } from "./text-blocks.js";

/**
 * What was read as ALTO 4: pages, blocks, lines, words and signs in pixels, `WC` of words and `GC` of digits from 0 to 1. A field's name is the
 * tag of its block. Where a page comes from stands in the file identifier with the page's id as its location. Other readings of a whole word have
 * no place: `ALTERNATIVE` is for other spellings.
 *
 * Source: ALTO 4.4, https://www.loc.gov/standards/alto/v4/alto-4-4.xsd
 */
export function alto({ pages, engine }: Pick<ReadDocument, "pages" | "engine">): string {
  const own = pages.map((page, at) => textPage(page, at + 1));
  const fields = fieldTags(own);
  const xml = markup`<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.loc.gov/standards/alto/ns-v4# http://www.loc.gov/standards/alto/v4/alto-4-4.xsd">
<Description>
<MeasurementUnit>pixel</MeasurementUnit>
<sourceImageInformation>
<fileName>${pages[0]?.file}</fileName>
${own.map(({ file, number }) => markup`<fileIdentifier fileIdentifierLocation="page_${number}">${file}</fileIdentifier>\n`)}</sourceImageInformation>
<Processing ID="reading"><processingSoftware><softwareName>${engine.name}</softwareName>\
<softwareVersion>${engine.version}</softwareVersion></processingSoftware></Processing>
</Description>
${fields.size === 0 ? undefined : markup`<Tags>\n${[...fields].map(tagElement)}</Tags>\n`}<Layout>
${own.map((page) => pageElement(page, fields))}</Layout>
</alto>
`;
  return xml.markup;
}

/** Ids of tags by the fields' names. */
type FieldTags = ReadonlyMap<string, string>;

function fieldTags(pages: readonly TextPage[]): FieldTags {
  const names = pages.flatMap(({ blocks }) => blocks.flatMap(({ string: { name } }) => (name === undefined ? [] : [name])));
  return new Map([...new Set(names)].map((name, at) => [name, `field_${at + 1}`]));
}

function tagElement([name, id]: readonly [string, string]): Markup {
  return markup`<OtherTag ID="${id}" TYPE="field" LABEL="${name}"/>\n`;
}

function pageElement({ number, page, width, height, blocks }: TextPage, fields: FieldTags): Markup {
  const all = { left: 0, top: 0, right: width, bottom: height };
  return markup`<Page ID="page_${number}" PHYSICAL_IMG_NR="${page}" WIDTH="${width}" HEIGHT="${height}"><PrintSpace${place(all)}>
${blocks.map((block, at) => blockElement(block, `${number}_${at + 1}`, fields))}</PrintSpace></Page>
`;
}

function blockElement({ string, box, words }: TextBlock, id: string, fields: FieldTags): Markup {
  const tag = string.name === undefined ? undefined : markup` TAGREFS="${fields.get(string.name)}"`;
  const strings = words.map((word, at) => [at > 0 ? markup`<SP/>` : undefined, wordElement(word, `${id}_${at + 1}`)]);
  return markup`<TextBlock ID="block_${id}"${place(box)}${tag}><TextLine ID="line_${id}"${place(box)}>${strings}</TextLine></TextBlock>\n`;
}

/** A word has all its signs as glyphs, or none: their order is what tells which is which. */
function wordElement({ text, confidence, box, signs }: TextWord, id: string): Markup {
  const isSigned = signs.some(({ digit }) => digit);
  const glyphs = isSigned ? signs.map((sign, at) => glyph(sign, `${id}_${at + 1}`)) : [];
  return markup`<String ID="string_${id}"${place(box)} CONTENT="${text}" WC="${share(confidence)}">${glyphs}</String>`;
}

function glyph({ text, digit }: TextSign, id: string): Markup {
  if (!digit) return markup`<Glyph ID="glyph_${id}" CONTENT="${text}"/>`;
  return markup`<Glyph ID="glyph_${id}"${place(digit.box)} CONTENT="${text}" GC="${share(digit.confidence)}">${variants(digit)}</Glyph>`;
}

/** What else a digit may be. */
function variants({ value, top3 }: PlainDigit): Markup[] {
  const others = top3.filter((other) => other.value !== value);
  return others.map((other) => markup`<Variant CONTENT="${other.value}" VC="${share(other.confidence)}"/>`);
}

function place({ left, top, right, bottom }: Box): Markup {
  return markup` HPOS="${left}" VPOS="${top}" WIDTH="${right - left}" HEIGHT="${bottom - top}"`;
}

/** With four decimals, as XML's floats have no use for more. */
function share(confidence: number): number {
  return Math.round(confidence * 1e4) / 1e4;
}
