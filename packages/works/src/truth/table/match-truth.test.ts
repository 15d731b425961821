import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../../tenfold/src/forms/index.js";
import { slip } from "../../../../tenfold/test/example-forms.js";
import { matchTruth } from "./match-truth.js";
import type { TruthRow } from "./parse-truth.js";

const inputs = ["scans/a.png", "scans/more/a.png", "scans/b.png"].map((file) => ({ file, folder: "scans" }));
const row = (file: string, field?: string): TruthRow => ({ line: 2, file, text: "7", ...(field !== undefined && { field }) });
const fileOf = (file: string, name = "truth.csv") => [...matchTruth([row(file)], { name, inputs }).keys()];

describe("matchTruth", () => {
  it("finds files as they are seen from here, from the table's folder, and by how their paths end", () => {
    expect(fileOf("scans/a.png")).toEqual(["scans/a.png"]);
    expect(fileOf("./scans/../scans/b.png")).toEqual(["scans/b.png"]);
    expect(fileOf("a.png", "scans/truth.csv")).toEqual(["scans/a.png"]);
    expect(fileOf("b.png")).toEqual(["scans/b.png"]);
    expect(fileOf("more\\a.png")).toEqual(["scans/more/a.png"]);
  });

  it("keeps the rows of a file together, in their order", () => {
    const found = matchTruth([row("b.png"), row("scans/a.png"), { ...row("b.png"), line: 4 }], { name: "truth.csv", inputs });
    expect(found.get("scans/b.png")?.map(({ line }) => line)).toEqual([2, 4]);
  });

  it("refuses a file that is none of them, or one of several", () => {
    expect(() => fileOf("c.png")).toThrow("truth.csv line 2 names c.png, which is not among the 3 files to read; check its path");
    expect(() => fileOf("ns/b.png")).toThrow("which is not among");
    expect(() => fileOf("a.png")).toThrow(
      "truth.csv line 2 names a.png, which may be scans/a.png or scans/more/a.png; write more of its path",
    );
  });

  it("refuses a field that there is not", () => {
    const template = parseTemplate(slip);
    const matched = (field: string, given?: typeof template) =>
      matchTruth([row("b.png", field)], { name: "truth.csv", inputs, template: given });
    expect(matched("amount", template).size).toBe(1);
    expect(() => matched("amont", template)).toThrow(
      "truth.csv line 2 names the field amont, which the template has not; did you mean amount?",
    );
    expect(() => matched("x", template)).toThrow("it has account, branch, amount, check, date");
    expect(() => matched("amount")).toThrow(
      "truth.csv line 2 names the field amount, and only forms have named fields; pass --template, or leave it empty",
    );
  });
});
