import { InputError } from "tenfold";
import { describe, expect, it } from "vitest";
import { parseTruth } from "./parse-truth.js";

const parse = (text: string) => parseTruth(text, "truth.csv");

describe("parseTruth", () => {
  it("takes file and text alone, in any order and case, and pages and fields where there are some", () => {
    expect(parse("Text,FILE\n77,a.png\n")).toEqual([{ line: 2, file: "a.png", text: "77" }]);
    expect(parse("file,page,field,text\na.pdf,2,zip,'-5\na.pdf,,,12\n")).toEqual([
      { line: 2, file: "a.pdf", page: 2, field: "zip", text: "-5" },
      { line: 3, file: "a.pdf", text: "12" },
    ]);
  });

  it("takes a table that read --csv wrote: what it found nothing in is left out, what is blank is blank", () => {
    const head = "file,page,field,text,value,confidence,status,reasons,left,top,right,bottom,proof";
    expect(
      parse(`${head}\na.png,1,zip,,,1,blank,,0,0,1,1,\nb.png,1,,,,,nothing found,why\nc.png,1,zip,7,7,0.9,review,r,0,0,1,1,proven`),
    ).toEqual([
      { line: 2, file: "a.png", page: 1, field: "zip", text: "" },
      { line: 4, file: "c.png", page: 1, field: "zip", text: "7" },
    ]);
  });

  it("takes strings of a page that are alike, and a field of a page once", () => {
    expect(parse("file,text\na,7\na,7")).toHaveLength(2);
    expect(() => parse("file,field,text\na,zip,7\nb,zip,7\na,zip,8")).toThrow(
      "truth.csv line 4 tells of zip in a again, after line 2; keep one of them",
    );
  });

  it.each([
    ["", "truth.csv is empty; a table with the columns file,page,field,text is wanted, page and field where there are several"],
    ["file,text\n", "truth.csv has a heading and no truth below it; write a line for each string"],
    ["file\na", 'truth.csv has no column "text"; a table with the columns'],
    ["text\n7", 'truth.csv has no column "file"; a table with the columns'],
    ["file,txt\na,7", 'truth.csv has an unknown column "txt"; did you mean text?'],
    ["file,text,amount of money\na,7,8", "known are file, page, field, text, and what tenfold read --csv writes"],
    ["file,text,text\na,7,8", 'truth.csv has two columns "text"; keep one'],
    ["file,text\na,", "truth.csv line 2 has no text; write what stands there, or leave the line out"],
    ["file,text\n,7", "truth.csv line 2 names no file; write which one it is about"],
    ["file,page,text\na,0,7", 'truth.csv line 2: page is "0"; 1 or more is wanted'],
    ["file,page,text\na,x,7", 'truth.csv line 2: page is "x"; 1 or more is wanted'],
  ])("refuses %j", (text, sentence) => {
    expect(() => parse(text)).toThrow(InputError);
    expect(() => parse(text)).toThrow(sentence);
  });
});
