import { DOMParser } from "@xmldom/xmldom";
import { strFromU8, unzipSync } from "fflate";
import { InputError } from "tenfold";
import type { DocumentPage } from "tenfold/document";
import { describe, expect, it } from "vitest";
import { exampleDocument, exampleString } from "../../test/example-document.js";
import { typedCell } from "./typed-cell.js";
import { wideTable } from "./wide-table.js";
import { type TableOptions, writtenDocument } from "./written-document.js";
import { xlsx } from "./xlsx.js";

const document = exampleDocument();
const kinds: Readonly<Record<string, string>> = { day: "date", amount: "amount" };
const kindOf: TableOptions["kindOf"] = ({ name = "" }) => kinds[name];

/** The cells of a workbook's first sheet by their places: text, or a number with the format it is shown in. */
function cellsOf(bytes: unknown): Record<string, string | readonly [number, string]> {
  const files = unzipSync(bytes as Uint8Array);
  const elements = (file: string, name: string) => [
    ...new DOMParser().parseFromString(strFromU8(files[file] as Uint8Array), "text/xml").getElementsByTagName(name),
  ];
  const texts = elements("xl/sharedStrings.xml", "si").map(({ textContent }) => textContent ?? "");
  const formats = new Map(elements("xl/styles.xml", "numFmt").map((one) => [one.getAttribute("numFmtId"), one.getAttribute("formatCode")]));
  const [styles] = elements("xl/styles.xml", "cellXfs");
  const shown = [...(styles?.getElementsByTagName("xf") ?? [])].map((one) => formats.get(one.getAttribute("numFmtId")) ?? "");
  return Object.fromEntries(
    elements("xl/worksheets/sheet1.xml", "c").map((cell) => {
      const value = Number(cell.textContent);
      const isText = cell.getAttribute("t") === "s";
      return [cell.getAttribute("r"), isText ? (texts[value] ?? "") : [value, shown[Number(cell.getAttribute("s"))] ?? ""]];
    }),
  );
}

describe("XLSX", () => {
  it("has texts as texts, and days and amounts as what they are", async () => {
    const cells = cellsOf(await writtenDocument(document, "xlsx", { kindOf, alternatives: true }));
    expect([cells.A1, cells.D1, cells.O1]).toEqual(["file", "text", "alternatives"]);
    expect([cells.C2, cells.D2, cells.E2, cells.F2]).toEqual(["account", "01234 567", "01234 567", [0.9512, ""]]);
    expect([cells.D3, cells.E3]).toEqual(["29.02.2024", [45351, "yyyy-mm-dd"]]);
    expect([cells.D4, cells.E4, cells.O4]).toEqual(["1234.50", [1234.5, "0.00"], "1284.50 0.03"]);
    expect([cells.A7, cells.G7, cells.H7]).toEqual(["torn.png", "failed", "torn.png is a damaged picture"]);
  });

  it("has a row a form", async () => {
    const wide = { fields: ["account", "day", "amount", "note"] };
    const cells = cellsOf(await writtenDocument(document, "xlsx", { kindOf, wide }));
    const row = (number: number) => ["A", "B", "C", "D", "E", "F", "G", "H"].map((column) => cells[`${column}${number}`]);
    expect(row(1)).toEqual(["file", "page", "account", "day", "amount", "note", "review", "error"]);
    expect(row(2)).toEqual(["form.png", [1, ""], "01234 567", [45351, "yyyy-mm-dd"], [1234.5, "0.00"], undefined, [1, ""], undefined]);
    expect(row(4)).toEqual(["torn.png", ...new Array(5).fill(undefined), [0, ""], "torn.png is a damaged picture"]);
  });

  it("makes no formula of a text, keeps its blanks, and refuses more rows than a sheet has", async () => {
    const cells = cellsOf(await xlsx({ head: ["a"], rows: [["=1+1"], ["  0 "], ["7".repeat(40_000)]] }, "one"));
    expect([cells.A2, cells.A3, (cells.A4 as string).length]).toEqual(["=1+1", "  0 ", 32_767]);
    const sentence = "XLSX has at most 1048576 rows a sheet, and here are 1048577; write .csv instead";
    await expect(xlsx({ head: ["a"], rows: new Array(1_048_576).fill([]) }, "one")).rejects.toThrow(new InputError(sentence));
  });
});

describe("typedCell", () => {
  it.each([
    ["01234", "01234", "digits", "01234"],
    ["12", "1200", { kind: "amount" }, { amount: 12, decimals: 2 }],
    ["12", "12", { kind: "amount", decimals: 0 }, { amount: 12, decimals: 0 }],
    ["12.5", "12.5", { kind: "amount", decimals: "written" }, { amount: 12.5, decimals: 1 }],
    ["1.1.1850", "1850-01-01", "date", "1.1.1850"], // before spreadsheets know days
    ["", "", "amount", ""],
    ["12", "1200", undefined, "12"],
  ])("%s worth %s of kind %j is %j", (text, value, kind, cell) => {
    expect(typedCell({ text, value }, kind)).toEqual(cell);
  });
});

describe("CSV", () => {
  it("begins with a byte-order mark where that is asked for, and has other readings and pictures as columns", async () => {
    const crops = (_: unknown, number: number) => [`1/a-${number}.png`, `2/a-${number}.png`];
    const csv = (await writtenDocument(document, "csv", { bom: true, alternatives: true, crops })) as string;
    const lines = csv.split("\n");
    expect(lines[0]).toBe(
      "\uFEFFfile,page,field,text,value,confidence,status,reasons,left,top,right,bottom,proof,review_digits,alternatives,crops",
    );
    expect(lines[3]).toBe("form.png,1,amount,1234.50,123450,0.9512,accepted,,200,60,320,80,,,1284.50 0.03,1/a-3.png; 2/a-3.png");
  });

  it("has as many cells in each row as in its heading, also of what could not be read", async () => {
    const pages: DocumentPage[] = [
      { file: "torn.png", error: "torn" },
      { file: "a.png", page: 1, pages: 1, strings: [], grids: [] },
    ];
    const csv = (await writtenDocument({ ...document, pages }, "csv", { alternatives: true })) as string;
    expect(csv.trimEnd().split("\n").slice(1)).toEqual(["torn.png,,,,,,failed,torn,,,,,,,", "a.png,1,,,,,nothing found,,,,,,,,"]);
  });

  it("has a row a form, several pages of a file together", async () => {
    const box = { left: 0, top: 0, right: 9, bottom: 9 };
    const page = (number: number, name: string): DocumentPage => ({
      ...{ file: "a.pdf", page: number, pages: 5, width: 9, height: 9, grids: [] },
      strings: [exampleString(`${number}`, box, { name, status: number === 2 ? "review" : "accepted" })],
    });
    const pages = [page(1, "one"), page(2, "two"), page(3, "one"), { file: "a.pdf", page: 4, pages: 5, error: "torn" }, page(5, "one")];
    const csv = await writtenDocument({ ...document, pages }, "csv", { wide: { pagesAForm: 2 } });
    expect(csv).toBe("file,page,one,two,review,error\na.pdf,1,1,2,1,\na.pdf,3,3,,0,torn\na.pdf,5,5,,0,\n");
  });

  it("refuses fields that would share a column", () => {
    const box = { left: 0, top: 0, right: 9, bottom: 9 };
    const named = (...names: string[]): DocumentPage[] => [
      { file: "a", page: 1, pages: 1, grids: [], strings: names.map((name) => exampleString("1", box, { name })) },
    ];
    expect(() => wideTable(named("zip", "zip"))).toThrow(
      new InputError(
        'two fields are named "zip", and a row a form has one column for each name; rename one in the template, or leave --wide out',
      ),
    );
    expect(() => wideTable(named("page"))).toThrow(
      new InputError('a field is named "page", which is another column of a row a form; rename it in the template, or leave --wide out'),
    );
  });
});
