import { inflateSync } from "node:zlib";
import { degrees, PDFDocument, PDFRawStream } from "@cantoo/pdf-lib";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import type { DocumentPage } from "tenfold/document";
import { decodePages, type Page } from "tenfold/node";
import { describe, expect, it } from "vitest";
import { exampleDocument, exampleString } from "../../test/example-document.js";
import { jpegOf } from "../files/jpeg-of.js";
import { placedWords } from "./invisible-text.js";
import { searchablePdf } from "./searchable-pdf.js";
import { textPage } from "./text-blocks.js";

const document = exampleDocument();
const [form] = document.pages as [DocumentPage];

/** A gray page of the form's size with a black square. */
function picture(width = 400, height = 200) {
  const pixels = new Uint8Array(width * height).fill(200);
  for (let row = 20; row < 40; row++) pixels.fill(0, row * width + 300, row * width + 320);
  return { pixels, width, height, channels: 1 as const };
}

interface Scan extends Pick<Page, "picture" | "dpi"> {
  readonly page: DocumentPage;
}

async function* scans(...pages: readonly Scan[]) {
  for (const { page, picture, dpi } of pages)
    yield { page, width: picture.width, height: picture.height, jpeg: () => jpegOf(picture), dpi };
}

const written = (...pages: readonly Scan[]) => searchablePdf(scans(...pages), document.engine);

describe("searchablePdf", () => {
  it("has the scans, as large as they were, and text that is found and not seen", async () => {
    const torn = document.pages[2] as DocumentPage;
    const bytes = await written({ page: form, picture: picture(), dpi: 100 }, { page: torn, picture: picture(), dpi: 72 });
    const library = await PDFiumLibrary.init();
    const pdf = await library.loadDocument(bytes);
    const [first, second] = [pdf.getPage(0), pdf.getPage(1)];
    expect(first.getText().split(/\s+/)).toEqual(["01234", "567", "29.02.2024", "1234.50"]);
    expect(first.getOriginalSize()).toEqual({ originalWidth: 288, originalHeight: 144 });
    expect([second.getText(), second.getOriginalSize()]).toEqual(["", { originalWidth: 96, originalHeight: 48 }]); // as at 300 dpi
    pdf.destroy();
    library.destroy();
    const [drawn] = await drawnPages(bytes, 100);
    expect(drawn?.picture).toMatchObject({ width: 400, height: 200 });
    const shade = (x: number, y: number) => drawn?.picture.pixels[(y * 400 + x) * 3] as number;
    expect([shade(310, 30) < 20, Math.abs(shade(60, 25) - 200) < 4]).toEqual([true, true]); // where text is, nothing is drawn
  });

  it("is as large as a page that was turned by its PDF", async () => {
    const turned = await PDFDocument.create();
    turned.addPage([144, 72]).setRotation(degrees(90));
    const [seen] = await drawnPages(await turned.save(), 100);
    const [again] = await drawnPages(await written({ page: form, ...(seen as Page) }), 100);
    expect([seen, again].map((page) => [page?.picture.width, page?.picture.height])).toEqual([
      [100, 200],
      [100, 200],
    ]);
  });

  it("has the text where it stands, as long and as high as it is", async () => {
    const pdf = await PDFDocument.load(await written({ page: form, picture: picture(), dpi: 72 * 2 }));
    const streams = pdf.context.enumerateIndirectObjects().flatMap(([, object]) => (object instanceof PDFRawStream ? [object] : []));
    const text = streams.map(({ contents }) => contentOf(contents)).find((content) => content.includes("BT")) as string;
    const matrices = [...text.matchAll(/^(.*) Tm$/gm)].map(([, numbers = ""]) => numbers.split(" ").map(Number));
    const sizes = [...text.matchAll(/ ([\d.]+) Tf$/gm)].map(([, size]) => Number(size));
    expect(text).toContain("3 Tr");
    const half = (value: number) => value / 2; // points a pixel at 144 dpi
    expect(matrices.map(([, , , , x, y]) => [x, y])).toEqual([
      [half(20), half(160)],
      [half(120), half(160)],
      [half(20), half(120)],
      [half(200), half(120)],
    ]);
    expect(sizes[3]).toBeCloseTo(half(20) / 0.703, 4);
    const digits = 6 * 0.556 + 0.278; // of Helvetica, "1234.50"
    expect((matrices[3]?.[0] as number) * (sizes[3] as number) * digits).toBeCloseTo(half(120), 2);
  });

  it("writes signs that its letters lack as question marks", async () => {
    const strange = { ...form, strings: [exampleString("7→8€", { left: 10, top: 10, right: 90, bottom: 40 })] } as DocumentPage;
    const library = await PDFiumLibrary.init();
    const pdf = await library.loadDocument(await written({ page: strange, picture: picture(), dpi: 100 }));
    expect(pdf.getPage(0).getText()).toBe("7?8€");
    pdf.destroy();
    library.destroy();
  });
});

async function drawnPages(bytes: Uint8Array, dpi: number): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of decodePages(bytes, "a.pdf", { dpi })) pages.push(page);
  return pages;
}

/** A stream as text, where it is one that is packed. */
function contentOf(bytes: Uint8Array): string {
  try {
    return inflateSync(bytes).toString("latin1");
  } catch {
    return "";
  }
}

describe("placedWords", () => {
  it("follows a field whose page lies on its side", () => {
    const corners = [
      [60, 10],
      [60, 90],
      [30, 90],
      [30, 10],
    ] as const; // the form's upper left corner lies to the right
    const string = exampleString("77", { left: 32, top: 20, right: 58, bottom: 50 }, { corners, name: "a" });
    const page = { file: "a", page: 1, pages: 1, width: 100, height: 100, grids: [], strings: [string] };
    expect(placedWords(textPage(page, 1), 0.5)).toEqual([
      { text: "77", at: [16, 40], along: [expect.closeTo(0), -1], width: 15, height: 13 },
    ]);
  });
});
