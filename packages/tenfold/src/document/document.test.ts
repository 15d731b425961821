import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { FormatError } from "../errors.js";
import type { ReadDigit, ReadDocument, ReadString } from "./document.js";
import { pageOf } from "./page-of.js";
import { parseDocument, parsePage } from "./parse-document.js";

const schema = JSON.parse(readFileSync(new URL("../../document/document.schema.json", import.meta.url), "utf8"));
const isValid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(schema);

const box = { left: 2, top: 3, right: 12, bottom: 23 };
const digit: ReadDigit = {
  value: 7,
  confidence: 0.98,
  top3: [
    { value: 7, confidence: 0.98 },
    { value: 1, confidence: 0.01 },
    { value: 9, confidence: 0.005 },
  ],
  box,
  seen: new Uint8Array(784),
};
const line: ReadString = {
  text: "7",
  value: "7",
  confidence: 0.98,
  status: "accepted",
  reasons: [],
  box,
  digits: [digit],
  alternatives: [{ text: "1", confidence: 0.01 }],
};
const field: ReadString = {
  ...line,
  name: "zip",
  isBlank: false,
  status: "review",
  proof: "expected",
  levels: [{ maxError: 0.01, status: "accepted", proof: "proven" }],
  reasons: ["it may be 1"],
  corners: [
    [2, 3],
    [12, 3.5],
    [12, 23],
    [2, 23],
  ],
};
const grid = {
  rows: 1,
  columns: 2,
  cells: [
    { row: 0, column: 0, box, digit },
    { row: 0, column: 1, box },
  ],
};
const place = { file: "a.pdf", pages: 4, width: 100, height: 200 };

function example(): ReadDocument {
  return {
    version: 1,
    model: {
      name: "reader",
      content: "0a1b2c3d",
      lines: { name: "lines", content: "4e5f6071" },
      signs: { name: "signs", content: "5e6f7081" },
      calibration: { name: "own", content: "8293a4b5" },
    },
    engine: { name: "tenfold", version: "0.1.0", build: "relaxed" },
    pages: [
      pageOf({ strings: [line], grids: [grid] }, { ...place, page: 1 }),
      pageOf({ strings: [field], context: { from: 57, changed: 2 } }, { ...place, page: 2, notice: "300 dpi are guessed" }),
      pageOf({ strings: [], grids: [], turned: 180, reason: "there is no ink to read" }, { ...place, page: 3 }),
      { file: "a.pdf", page: 4, pages: 4, error: "the form does not fit" },
      { file: "b.txt", error: "b.txt is no picture" },
    ],
  };
}

/** The example with something else at a place, "pages.0.strings.0.box.left". */
function spoiled(path: string, value: unknown): unknown {
  const copy = structuredClone(example()) as unknown;
  const keys = path.split(".");
  const last = keys.pop() as string;
  const at = keys.reduce((place, key) => (place as Record<string, unknown>)[key], copy) as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

describe("pageOf", () => {
  it("leaves out the pictures of digits and keeps everything else", () => {
    const { seen, ...plain } = digit;
    expect(pageOf({ strings: [line], grids: [grid] }, { ...place, page: 1 })).toEqual({
      ...place,
      page: 1,
      strings: [{ ...line, digits: [plain] }],
      grids: [{ ...grid, cells: [{ row: 0, column: 0, box, digit: plain }, grid.cells[1]] }],
    });
  });
});

describe("parseDocument", () => {
  it("gives back what was written, through JSON and as the schema has it", () => {
    const text = JSON.stringify(example());
    expect(parseDocument(text)).toEqual(example());
    expect(isValid(JSON.parse(text)), JSON.stringify(isValid.errors)).toBe(true);
    for (const page of example().pages) expect(parsePage(JSON.stringify(page))).toEqual(page);
  });

  it("takes documents of later programs with keys that it does not know, and leaves those out", () => {
    const later = spoiled("pages.0.strings.0.ink", "blue");
    expect(isValid(later)).toBe(true);
    expect(parseDocument(later)).toEqual(example());
  });

  it.each([
    ["version", 2, "read.json is of version 2, and this program reads up to 1; use a later one"],
    ["version", undefined, "read.json has no version; 1 is wanted"],
    ["version", "1", 'read.json: version is "1"; a whole number from 1 to 9007199254740991 is wanted'],
    ["model", null, "read.json: model is null; an object with name, content, lines, signs is wanted"],
    ["model.content", undefined, "read.json: model has no content; a line of text is wanted"],
    ["model.lines.name", "", 'read.json: model.lines.name is ""; a line of text is wanted'],
    ["engine.version", 1, "read.json: engine.version is 1; a line of text is wanted"],
    ["pages", {}, "read.json: pages is an object; a list of pages is wanted"],
    ["pages.0", [], "read.json: pages[0] is []; an object with file, page, pages, width is wanted"],
    ["pages.0.file", undefined, "read.json: pages[0] has no file; a text is wanted"],
    ["pages.0.page", 0, "read.json: pages[0].page is 0; a whole number from 1 to 1000000 is wanted"],
    ["pages.0.width", 1e9, "read.json: pages[0].width is 1000000000; a whole number from 1 to 1000000 is wanted"],
    ["pages.0.strings", undefined, "read.json: pages[0] has no strings; a list is wanted"],
    ["pages.0.strings.0.confidence", 1.01, "read.json: pages[0].strings[0].confidence is 1.01; a number from 0 to 1 is wanted"],
    [
      "pages.1.strings.0.proof",
      "sure",
      'read.json: pages[1].strings[0].proof is "sure"; one of "proven", "expected", "out of reach" is wanted',
    ],
    ["pages.1.strings.0.levels.0.maxError", 2, "read.json: pages[1].strings[0].levels[0].maxError is 2; a number from 0 to 1 is wanted"],
    ["pages.0.strings.0.status", "accept", 'read.json: pages[0].strings[0].status is "accept"; did you mean "accepted"?'],
    ["pages.0.strings.0.text", 7, "read.json: pages[0].strings[0].text is 7; a text is wanted"],
    ["pages.0.strings.0.box.left", "2", 'read.json: pages[0].strings[0].box.left is "2"; a number from -1000000 to 1000000 is wanted'],
    ["pages.0.strings.0.digits.0.value", 10, "read.json: pages[0].strings[0].digits[0].value is 10; a whole number from 0 to 9 is wanted"],
    ["pages.1.strings.0.corners", [[1, 2]], "read.json: pages[1].strings[0].corners has 1 corners; 4 to 4 are wanted"],
    [
      "pages.0.grids.0.cells.0.digit.top3",
      new Array(4).fill({ value: 1, confidence: 0 }),
      "read.json: pages[0].grids[0].cells[0].digit.top3 has 4 values; 0 to 3 are wanted",
    ],
    ["pages.3.error", 5, "read.json: pages[3].error is 5; a text is wanted"],
  ])("refuses %s = %j, as the schema does", (path, value, sentence) => {
    const document = spoiled(path, value);
    expect(() => parseDocument(document, "read.json")).toThrow(new FormatError(sentence));
    expect(isValid(document)).toBe(false);
  });

  it("refuses texts without end, and what is no JSON", () => {
    const endless = spoiled("pages.0.reason", "7".repeat(100_001));
    expect(() => parseDocument(endless, "read.json")).toThrow("read.json: pages[0].reason is 100001 signs long; at most 100000 are wanted");
    expect(isValid(endless)).toBe(false);
    expect(() => parseDocument("{", "read.json")).toThrow("read.json is no JSON: ");
  });

  it("takes nothing from a prototype", () => {
    const document = JSON.parse(JSON.stringify(example()).replace('"version":1', '"__proto__":{"version":1}'));
    expect(() => parseDocument(document, "read.json")).toThrow("read.json has no version; 1 is wanted");
  });
});

describe("the published schema of documents", () => {
  it("is published with the package", () => {
    const { files, exports } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(files).toContain("document");
    expect(exports["./document/document.schema.json"]).toBe("./document/document.schema.json");
  });
});
