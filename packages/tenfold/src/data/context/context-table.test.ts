import { describe, expect, it } from "vitest";
import { FormatError, InputError } from "../../errors.js";
import { type Dataset, imagesOf } from "../dataset.js";
import { attachContext, refuseStranger, untold } from "./attach-context.js";
import { parseContextTable } from "./context-table.js";

const table = (text: string) => parseContextTable(new TextEncoder().encode(text), "writers.csv");
const dataset: Dataset = {
  name: "three",
  images: imagesOf(new Uint8Array(3), [3, 1, 1, 1]),
  labels: Uint8Array.of(0, 1, 2),
  classNames: ["0", "1", "2"],
  writers: Uint32Array.of(7, 9, 7),
  files: ["0/a.png", "1/b.png", "2/c.png"],
};

describe("parseContextTable", () => {
  it("has numbers where all cells of a column are, texts elsewhere, null where nothing is known", () => {
    const { key, rows } = table("region,age,pen\nCH,30,?\n,NA,2\nUS,-1.5e1,ball\n");
    expect(key).toBe("place");
    expect(rows).toEqual([
      { region: "CH", age: 30, pen: null },
      { region: null, age: null, pen: "2" },
      { region: "US", age: -15, pen: "ball" },
    ]);
  });

  it("goes by writer or file where a column is called so, in any case, by any separator", () => {
    expect([...table("Writer;region\n007;CH\n12;\n").by]).toEqual([
      ["7", { region: "CH" }],
      ["12", { region: null }],
    ]);
    expect([...table('region\tFile\nCH\t".\\0\\a.png"\n').by]).toEqual([["0/a.png", { region: "CH" }]]);
  });

  it.each([
    ["", "writers.csv"],
    ["region,age\n", "writers.csv has a header and no rows"],
    ["1,2\n3,4\n", "writers.csv: its first line has numbers only (1, 2); the columns' names are wanted there"],
    ["writer\n1\n", "writers.csv has 0 columns of what is known, 1 to 64 are wanted"],
    ["a,a\n1,2\n", 'its header has a column "a"; names of 1 to 100 signs, each once, are wanted'],
    ["writer,a\n7,x\n07,y\n", 'writers.csv has two rows of the writer "7"; leave one of them out'],
    ["writer,a\nAnna,x\n", 'writers.csv: a writer is "Anna"; a whole number, as the data have them, is wanted'],
    ["file,a\n,x\n", 'writers.csv: row 1 names no file; fill in the column "file"'],
    ["a,b\n1\n", "writers.csv: line 2 has 1 columns, not 2"],
    ["a,b\n1,2,3\n", "writers.csv: line 2 has more than 2 columns"],
  ])("refuses %j", (text, sentence) => {
    expect(() => table(text)).toThrow(FormatError);
    expect(() => table(text)).toThrow(sentence);
  });
});

describe("attachContext", () => {
  it("finds rows by writer, by file and by place, and knows nothing of the others", () => {
    const regions = (text: string, from?: number) => attachContext(dataset, table(text), from).context?.map(({ region }) => region ?? "-");
    expect(regions("writer,region\n7,CH\n")).toEqual(["CH", "-", "CH"]);
    expect(regions("file,region\n1/b.png,US\n2/c.png,CH\n")).toEqual(["-", "US", "CH"]);
    expect(regions("region,age\nA,1\nB,2\nC,3\nD,4\n", 1)).toEqual(["B", "C", "D"]);
    expect(untold(attachContext(dataset, table("writer,region\n7,CH\n")))).toBe(1);
  });

  it("refuses data that do not say what a table goes by, and a table of other data", () => {
    const { writers: _, files: __, ...bare } = dataset;
    expect(() => attachContext(bare, table("writer,region\n7,CH\n"))).toThrow(
      'goes by writer, and "three" does not say who wrote its images',
    );
    expect(() => attachContext(bare, table("file,region\na,CH\n"))).toThrow(
      'goes by file, and the images of "three" have none of their own',
    );
    const strange = table("writer,region\n8,CH\n");
    const refused = () => refuseStranger(strange, [attachContext(dataset, strange)]);
    expect(refused).toThrow(InputError);
    expect(refused).toThrow('writers.csv tells nothing of "three", whose first writer is 7; pass the table that belongs to these images');
  });
});
