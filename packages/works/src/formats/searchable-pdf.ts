import type { PDFFont, PDFPage } from "@cantoo/pdf-lib";
import type { DocumentPage, EngineUsed } from "tenfold/document";
import { type PlacedWord, placedWords } from "./invisible-text.js";
import { textPage } from "./text-blocks.js";

/** A page that was read, and its picture. */
export interface ScannedPage {
  readonly page: DocumentPage;
  /** Of its picture, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Its picture as JPEG, whose sides may be shorter. */
  readonly jpeg: () => Promise<Uint8Array>;
  /** Pixels an inch, where that is known. */
  readonly dpi?: number | undefined;
}

/** A PDF's unit is 1/72 inch, and a page has at most 14,400 of them (ISO 32000-1, annex C). */
const POINTS = 72;
const MOST_INCHES = 200;

/** As fine as PDFs are drawn for reading; also where a picture says less than this: cameras and screens write 72 whatever was seen. */
const USUAL_DPI = 300;
const LEAST_DPI = 100;

/** How high a digit of Helvetica is, in its size (Adobe's font metrics). */
const DIGIT_HEIGHT = 0.703;

/**
 * A PDF of pages that were read: the scan, as large as it was, and over it the text where it stands, which nobody sees and anybody can find, mark
 * and copy.
 */
export async function searchablePdf(pages: AsyncIterable<ScannedPage>, { name, version }: EngineUsed): Promise<Uint8Array> {
  const lib = await import("@cantoo/pdf-lib");
  const pdf = await lib.PDFDocument.create();
  pdf.setProducer(`${name} ${version}`);
  const font = await pdf.embedFont(lib.StandardFonts.Helvetica);
  for await (const { page, jpeg, dpi, ...size } of pages) {
    const scale = POINTS / resolution(size, dpi);
    const [width, height] = [size.width * scale, size.height * scale];
    const leaf = pdf.addPage([width, height]);
    leaf.drawImage(await pdf.embedJpg(await jpeg()), { x: 0, y: 0, width, height });
    writeInvisibly(lib, { leaf, font }, placedWords(textPage(page, 1), scale));
  }
  return pdf.save();
}

function resolution({ width, height }: Pick<ScannedPage, "width" | "height">, dpi = 0): number {
  return Math.max(dpi < LEAST_DPI ? USUAL_DPI : dpi, Math.max(width, height) / MOST_INCHES);
}

interface Sheet {
  readonly leaf: PDFPage;
  readonly font: PDFFont;
}

function writeInvisibly(lib: typeof import("@cantoo/pdf-lib"), { leaf, font }: Sheet, words: readonly PlacedWord[]): void {
  if (words.length === 0) return;
  const known = new Set(font.getCharacterSet());
  const key = leaf.node.newFontDictionary(font.name, font.ref);
  leaf.pushOperators(lib.beginText(), lib.setTextRenderingMode(lib.TextRenderingMode.Invisible));
  for (const { text, at, along, width, height } of words) {
    const size = height / DIGIT_HEIGHT;
    const written = Array.from(text, (sign) => (known.has(sign.codePointAt(0) as number) ? sign : "?")).join("");
    const stretch = width / font.widthOfTextAtSize(written.trimEnd(), size);
    const [x, y] = along;
    leaf.pushOperators(
      lib.setFontAndSize(key, size),
      lib.setTextMatrix(stretch * x, stretch * y, -y, x, ...at),
      lib.showText(font.encodeText(written)),
    );
  }
  leaf.pushOperators(lib.endText());
}
