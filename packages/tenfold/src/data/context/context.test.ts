import { describe, expect, it } from "vitest";
import { FormatError, InputError } from "../../errors.js";
import { type ContextRow, contextColumns, contextWidth, embeddingRows, plainColumns } from "./context-columns.js";
import { encodeContext } from "./encode-context.js";
import { parseContextColumns } from "./parse-context-columns.js";

const rows = [
  { region: "US", age: 20, series: 4 },
  { region: "CH", age: null, series: "hsf" },
  { region: null, age: 40 },
];
const columns = contextColumns(rows);

describe("contextColumns", () => {
  it("finds numbers where all that is known are numbers, else categories", () => {
    expect(columns).toEqual([
      { name: "region", kind: "category", categories: ["CH", "US"] },
      { name: "age", kind: "number", mean: 30, sd: 10 },
      { name: "series", kind: "category", categories: ["4", "hsf"] },
    ]);
    expect(contextWidth(columns)).toBe(4);
    expect(embeddingRows(columns)).toEqual([3, 0, 0, 3]);
  });

  it("takes a column in which all are the same", () => {
    expect(contextColumns([{ age: 30 }, { age: 30 }])).toEqual([{ name: "age", kind: "number", mean: 30, sd: 1 }]);
  });

  it.each([
    [[{}], "the context has 0 columns, 1 to 64 are wanted"],
    [[Object.fromEntries(Array.from({ length: 65 }, (_, at) => [`c${at}`, 1]))], "the context has 65 columns"],
    [[{ age: null }], 'the context\'s column "age" is empty; leave it out'],
    [[{ age: Number.NaN }], 'column "age" holds NaN; finite numbers are wanted, null where one is not known'],
    [[{ " ": 1 }], 'the context has a column " "; a name of 1 to 100 signs is wanted'],
    [[{ pen: "a\nb" }], 'column "pen" holds "a?b"; a category is a text of up to 100 signs'],
    [Array.from({ length: 1001 }, (_, at) => ({ id: `w${at}` })), 'column "id" holds 1001 categories, at most 1000 are possible'],
  ])("refuses %#", (given, sentence) => {
    expect(() => contextColumns(given)).toThrow(InputError);
    expect(() => contextColumns(given)).toThrow(sentence);
  });
});

describe("encodeContext", () => {
  it("has zeros for what is not known, and places from 1 for categories", () => {
    const values = encodeContext("fit", columns, rows);
    expect(Array.from(values)).toEqual([2, -1, 1, 1, 1, 0, 0, 2, 0, 1, 1, 0]);
    expect(Array.from(encodeContext("fit", columns, [{}]))).toEqual([0, 0, 0, 0]);
  });

  it("takes numbers for categories that are written as numbers", () => {
    expect(Array.from(encodeContext("fit", columns, [{ series: "4" }]))).toEqual(
      Array.from(encodeContext("fit", columns, [{ series: 4 }])),
    );
  });

  it("writes one row for all images that share it", () => {
    const one = { region: "CH" };
    expect(Array.from(encodeContext("fit", columns, [one, {}, one]))).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
  });

  it("has the number itself in a plain column", () => {
    expect(Array.from(encodeContext("fit", plainColumns(2), [{ context_1: -4 }]))).toEqual([0, -4]);
  });

  it.each([
    [{ regin: "CH" }, 'predict: row 0 of the context has "regin", which the model does not know; did you mean region?'],
    [
      { region: "FR" },
      'predict: row 0 of the context has region "FR", which the model has never seen; it knows CH, US; leave it empty where it is another',
    ],
    [{ age: "old" }, 'predict: row 0 of the context has age "old"; a number is wanted'],
    [{ age: Number.POSITIVE_INFINITY }, "has age Infinity; a number is wanted"],
    ["CH", 'predict: row 0 of the context is "CH"; an object is wanted, as { region: … }'],
  ])("refuses %j", (row, sentence) => {
    const attempt = () => encodeContext("predict", columns, [row as ContextRow]);
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow(sentence);
  });
});

describe("parseContextColumns", () => {
  it("reads what was described", () => {
    const all = [...columns, ...plainColumns(1)];
    expect(parseContextColumns(JSON.parse(JSON.stringify(all)), "m.safetensors")).toEqual(all);
  });

  it.each([
    [{}, "m.safetensors: context is an object; a list of columns is wanted"],
    [[], "m.safetensors: context has 0 columns; 1 to 4096 are wanted"],
    [[{ kind: "plain" }], "m.safetensors: context[0] has no name"],
    [[{ name: "a", kind: "date" }], 'm.safetensors: context[0].kind is "date"; number, category or plain is wanted'],
    [[{ name: "a", kind: "number", mean: 1, sd: 0 }], "m.safetensors: context[0].sd is 0; a number above 0 is wanted"],
    [[{ name: "a", kind: "category", categories: ["x", "x"] }], "a list of texts that differ is wanted"],
    [[{ name: "a\u0000", kind: "plain" }], "a text of up to 100 signs is wanted"],
    [
      [
        { name: "a", kind: "plain" },
        { name: "a", kind: "plain" },
      ],
      "a list of columns that each have a name of their own is wanted",
    ],
  ])("refuses %j", (value, sentence) => {
    expect(() => parseContextColumns(value, "m.safetensors")).toThrow(FormatError);
    expect(() => parseContextColumns(value, "m.safetensors")).toThrow(sentence);
  });
});
