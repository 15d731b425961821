import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { application, slip } from "../../../test/example-forms.js";
import { parseTemplate } from "./parse-template.js";

const schema = JSON.parse(readFileSync(new URL("../../../forms/template.schema.json", import.meta.url), "utf8"));
const isValid = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(schema);
const doc = readFileSync(new URL("../../../../../docs/forms.md", import.meta.url), "utf8");
/** Every JSON document of the page on forms that is a whole template. */
const documented = [...doc.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text as string)).filter(({ pages }) => pages);

describe("the published schema of templates", () => {
  it("is published with the package", () => {
    const { files, exports } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
    expect(files).toContain("forms");
    expect(exports["./forms/template.schema.json"]).toBe("./forms/template.schema.json");
  });

  it("holds for the examples and for those of docs/forms.md, as the library's own check does", () => {
    expect(documented.length).toBeGreaterThan(0);
    for (const template of [application, slip, { ...slip, writer: { region: "CH", namedBy: "account" } }, ...documented]) {
      expect(isValid(template), JSON.stringify(isValid.errors)).toBe(true);
      expect(() => parseTemplate(template)).not.toThrow();
    }
  });

  it.each([
    {},
    { name: "n", units: "cm", pages: [{ size: "A4", fields: [] }] },
    { name: "n", units: "mm", dpi: 300, pages: [{ size: "A4", fields: [] }] },
    { name: "n", units: "mm", pages: [] },
    { name: "n", units: "mm", writer: {}, pages: [{ size: "A4", fields: [] }] },
    { name: "n", units: "mm", writer: { region: "XX" }, pages: [{ size: "A4", fields: [] }] },
    { name: "n", units: "mm", pages: [{ size: "A9", fields: [] }] },
    { name: "n", units: "mm", pages: [{ size: "A4", fields: [{ name: "a" }] }] },
    { name: "n", units: "mm", pages: [{ size: "A4", fields: [{ name: "__proto__", box: [1, 1, 9, 9] }] }] },
    { name: "n", units: "mm", pages: [{ size: "A4", fields: [{ name: "a", box: [1, 1, 9] }] }] },
    { name: "n", units: "mm", pages: [{ size: "A4", fields: [{ name: "a", box: [1, 1, 9, 9], cell: 3 }] }] },
    { name: "n", units: "mm", pages: [{ size: "A4", fields: [{ name: "a", box: [1, 1, 9, 9], cells: { groups: [1], count: 1 } }] }] },
    { name: "n", units: "mm", pages: [{ size: "A4", fields: [], anchors: [{ kind: "box", at: [1, 1], size: 4 }] }] },
  ])("refuses %j, as the library does", (template) => {
    expect(isValid(template)).toBe(false);
    expect(() => parseTemplate(template)).toThrow();
  });
});
