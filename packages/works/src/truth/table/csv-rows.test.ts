import fc from "fast-check";
import { FormatError } from "tenfold";
import { describe, expect, it } from "vitest";
import { csv } from "../../pages/csv.js";
import { csvRows } from "./csv-rows.js";

const cells = (text: string) => csvRows(text, "t.csv").map(({ cells }) => cells);

describe("csvRows", () => {
  it("reads quotes, any ending of lines, a byte order mark, and whichever separator there is", () => {
    expect(cells('\uFEFFfile,text\r\na.png,"1,5"\r\n\r\n"b ""x"".png", 2 \n')).toEqual([
      ["file", "text"],
      ["a.png", "1,5"],
      ['b "x".png', "2"],
    ]);
    expect(cells("file;text\ra;1,5")).toEqual([
      ["file", "text"],
      ["a", "1,5"],
    ]);
    expect(cells("file\ttext\na\t")).toEqual([
      ["file", "text"],
      ["a", ""],
    ]);
    expect(cells("")).toEqual([]);
  });

  it("tells on which line a row begins, also after a cell of several lines", () => {
    expect(csvRows('a,b\n"x\ny",1\n\nz,2', "t.csv").map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it.each([
    ['a\n"x', "t.csv line 2: a quote is opened and never closed; close it, or write it twice"],
    ['a,b\n"x"y,1', "t.csv line 2: something follows a closing quote; write a quote within a cell twice"],
    [",".repeat(2000), "t.csv line 1: there are more than 1000 cells; a table is wanted"],
  ])("refuses %j", (text, sentence) => {
    expect(() => csvRows(text, "t.csv")).toThrow(new FormatError(sentence));
  });

  it("gives back what was written as CSV, and never fails otherwise than in words", () => {
    const cell = fc.string({ minLength: 1, maxLength: 8 }).map((text) => `x${text.trim()}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
        expect(cells(csv({ head: ["file", "text"], rows })).slice(1)).toEqual(rows);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "a", ";"), maxLength: 30 }), (text) => {
        try {
          csvRows(text, "t.csv");
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });
});
