import { UsageError } from "tenfold";
import { expect, it } from "vitest";
import { formatOf } from "./format-of.js";

it("goes by a file's ending, and by what is told where the ending tells nothing", () => {
  expect(["a.json", "a.jsonl", "b.CSV", "c.alto.xml", "d.page.xml", "e.pdf"].map((out) => formatOf(out))).toEqual([
    ...["json", "jsonl", "csv", "alto", "page", "pdf"],
  ]);
  expect([formatOf("a.txt", "tsv"), formatOf("a.tsv", "tsv")]).toEqual(["tsv", "tsv"]);
});

it("refuses an ending that tells nothing, and one that tells something else", () => {
  expect(() => formatOf("a.xml")).toThrow(
    new UsageError(
      "--out a.xml: its ending tells no format; pass a name that ends in .json, .jsonl, .csv, .tsv, .xlsx, .hocr, .alto.xml, .page.xml, .pdf or .labelstudio.json, or say it with --format",
    ),
  );
  expect(() => formatOf("a.xlsx", "csv")).toThrow(
    new UsageError("--out a.xlsx has the ending of xlsx, and --format says csv; leave out one of them"),
  );
});
