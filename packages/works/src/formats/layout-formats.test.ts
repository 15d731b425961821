import { DOMParser } from "@xmldom/xmldom";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exampleDocument, exampleString } from "../../test/example-document.js";
import { alto } from "./alto.js";
import { hocr } from "./hocr.js";
import { pageXml } from "./page-xml.js";
import { tesseractTsv } from "./tesseract-tsv.js";

const document = exampleDocument();
const clean = 'a "<&>\uFFFD\uFFFD.png';

/** Parsed by a parser that refuses what is not well-formed. */
function parsed(xml: string) {
  const onError = (level: string, message: string) => {
    if (!message.startsWith("Unicode replacement character")) throw new Error(`${level}: ${message}`);
  };
  return new DOMParser({ onError }).parseFromString(xml, "text/xml");
}

/** Attributes of all elements of a name, as an object each. */
function all(xml: string, name: string): Record<string, string>[] {
  return [...parsed(xml).getElementsByTagName(name)].map((element) =>
    Object.fromEntries([...element.attributes].map((attribute) => [attribute.name, attribute.value])),
  );
}

const ofClass = (xml: string, name: string) => [...parsed(xml).getElementsByClassName(name)];

describe("hocr", () => {
  const html = hocr(document);

  it("has pages, lines, words and digits with their boxes, and confidences from 0 to 100", () => {
    expect(ofClass(html, "ocr_page").map((page) => page.getAttribute("title"))).toEqual([
      'image "form.png"; bbox 0 0 400 200; ppageno 0; x_source_page 1',
      `image "${clean.replace('"', "%22")}"; bbox 0 0 400 200; ppageno 1; x_source_page 1`,
      'image "torn.png"; bbox 0 0 0 0; ppageno 2; x_source_page 1',
    ]);
    const words = ofClass(html, "ocrx_word").map((word) => [word.textContent, word.getAttribute("title")]);
    expect(words).toEqual([
      ["01234", "bbox 20 10 121 40; x_wconf 95"],
      ["567", "bbox 120 10 181 40; x_wconf 95"],
      ["29.02.2024", "bbox 20 60 100 80; x_wconf 95"],
      ["1234.50", "bbox 200 60 320 80; x_wconf 95"],
      ["77", "bbox 0 10 40 200; x_wconf 95"],
    ]);
    expect(ofClass(html, "ocr_line").map((line) => line.textContent)).toEqual(["01234 567", "29.02.2024", "1234.50", "77"]);
    expect(ofClass(html, "ocrx_cinfo")[0]?.getAttribute("title")).toBe("x_bboxes 20 10 41 40; x_conf 98");
    expect(ofClass(html, "ocr_carea").map((area) => area.getAttribute("data-field"))).toEqual(["account", "day", "amount", null]);
  });
});

it("has boxes of the digits that are written where the text has more", () => {
  const box = { left: 0, top: 0, right: 20, bottom: 9 };
  const { digits } = exampleString("12", box);
  const page = { file: "a", page: 1, pages: 1, width: 20, height: 9, grids: [], strings: [exampleString("12.00", box, { digits })] };
  expect(all(alto({ pages: [page], engine: document.engine }), "Glyph").map(({ CONTENT, HPOS }) => [CONTENT, HPOS])).toEqual([
    ["1", "0"],
    ["2", "10"],
    ...[".", "0", "0"].map((sign) => [sign, undefined]),
  ]);
});

describe("alto", () => {
  const xml = alto(document);

  it("has pages, blocks, words and digits in pixels, and confidences from 0 to 1", () => {
    expect(parsed(xml).documentElement?.namespaceURI).toBe("http://www.loc.gov/standards/alto/ns-v4#");
    expect(all(xml, "Page")[0]).toEqual({ ID: "page_1", PHYSICAL_IMG_NR: "1", WIDTH: "400", HEIGHT: "200" });
    expect(all(xml, "String")[1]).toEqual({
      ...{ ID: "string_1_1_2", HPOS: "120", VPOS: "10", WIDTH: "61", HEIGHT: "30" },
      ...{ CONTENT: "567", WC: "0.9512" },
    });
    expect(all(xml, "Glyph")[0]).toMatchObject({ CONTENT: "0", GC: "0.98" });
    expect(all(xml, "Variant")[0]).toEqual({ CONTENT: "1", VC: "0.01" });
    const signs = all(xml, "Glyph").map(({ CONTENT, HPOS }) => [CONTENT, HPOS]);
    expect(signs.slice(8, 15)).toEqual([
      ...["1", "2", "3", "4"].map((sign, at) => [sign, String(200 + 20 * at)]),
      [".", undefined],
      ["5", "280"],
      ["0", "300"],
    ]);
  });

  it("tells fields by tags, and where each page comes from", () => {
    expect(all(xml, "OtherTag")[2]).toEqual({ ID: "field_3", TYPE: "field", LABEL: "amount" });
    expect(all(xml, "TextBlock").map(({ TAGREFS }) => TAGREFS)).toEqual(["field_1", "field_2", "field_3", undefined]);
    const sources = [...parsed(xml).getElementsByTagName("fileIdentifier")];
    expect(sources.map((one) => [one.getAttribute("fileIdentifierLocation"), one.textContent])).toEqual([
      ["page_1", "form.png"],
      ["page_2", clean],
      ["page_3", "torn.png"],
    ]);
  });
});

describe("pageXml", () => {
  const xml = pageXml(document.pages[0] as (typeof document.pages)[0], { engine: document.engine, made: new Date(0) });

  it("has one page with regions, words and digits, and confidences from 0 to 1", () => {
    expect(parsed(xml).getElementsByTagName("Created")[0]?.textContent).toBe("1970-01-01T00:00:00Z");
    expect(all(xml, "Page")).toEqual([{ imageFilename: "form.png", imageWidth: "400", imageHeight: "200" }]);
    expect(all(xml, "Coords")[0]).toEqual({ points: "20,10 181,10 181,40 20,40" });
    const [line] = [...parsed(xml).getElementsByTagName("TextLine")].slice(-1);
    const own = [...(line?.childNodes ?? [])].filter(({ nodeName }) => nodeName === "TextEquiv");
    expect(own.map((node) => node.textContent)).toEqual(["1234.50", "1284.50"]);
    expect(all(xml, "TextEquiv").slice(-2)).toEqual([
      { index: "0", conf: "0.9512" },
      { index: "1", conf: "0.03" },
    ]);
    expect(all(xml, "UserAttribute").map(({ value }) => value)).toEqual(["account", "day", "amount"]);
    expect(all(xml, "Glyph")).toHaveLength(14);
  });

  it("outlines fields by their corners, on the page", () => {
    const corners = [
      [-4, 1],
      [9.6, 2],
      [9, 8],
      [0, 7],
    ] as const;
    const page = { ...document.pages[0], strings: [exampleString("7", { left: 0, top: 1, right: 9, bottom: 8 }, { corners })] };
    expect(all(pageXml(page as (typeof document.pages)[0], document), "Coords")[0]).toEqual({ points: "0,1 10,2 9,8 0,7" });
  });
});

describe("tesseractTsv", () => {
  it("has Tesseract's columns and levels, and confidences from 0 to 100 of words alone", () => {
    const rows = tesseractTsv(document).trimEnd().split("\n");
    expect(rows.slice(0, 7)).toEqual([
      "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
      "1\t1\t0\t0\t0\t0\t0\t0\t400\t200\t-1\t",
      "2\t1\t1\t0\t0\t0\t20\t10\t161\t30\t-1\t",
      "3\t1\t1\t1\t0\t0\t20\t10\t161\t30\t-1\t",
      "4\t1\t1\t1\t1\t0\t20\t10\t161\t30\t-1\t",
      "5\t1\t1\t1\t1\t1\t20\t10\t101\t30\t95.12\t01234",
      "5\t1\t1\t1\t1\t2\t120\t10\t61\t30\t95.12\t567",
    ]);
    expect(rows.at(-1)).toBe("1\t3\t0\t0\t0\t0\t0\t0\t0\t0\t-1");
  });
});

it("any text survives in XML, in attributes and elsewhere, without what XML has no way to write", () => {
  const sign = fc.oneof(
    fc.constantFrom("<", "&", '"', "'", "\t", "\n", "\r", "\0", "\u0085", "\uFFFF", "\uD800", "]]>", "😀"),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(sign), (signs) => {
      const name = signs.join("");
      const written = name.replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD");
      const string = exampleString("7", { left: 0, top: 0, right: 9, bottom: 9 }, { name });
      const page = { file: name, page: 1, pages: 1, width: 9, height: 9, grids: [], strings: [string] };
      expect(all(pageXml(page, document), "UserAttribute")[0]?.value).toBe(written);
      const xml = alto({ pages: [page], engine: document.engine });
      expect(all(xml, "OtherTag")[0]?.LABEL).toBe(written);
      expect(parsed(xml).getElementsByTagName("fileName")[0]?.textContent).toBe(written);
      expect(ofClass(hocr({ pages: [page], engine: document.engine }), "ocr_carea")[0]?.getAttribute("data-field")).toBe(written);
    }),
  );
});
