import { parseTemplate } from "tenfold/forms";
import { expect, it } from "vitest";
import { faultOf } from "./template-fault.js";

const field = { name: "a", box: [10, 10, 20, 8] };
const faultIn = (page: object) => {
  try {
    parseTemplate({ name: "Form", units: "mm", pages: [{ size: "A4", fields: [], ...page }] });
  } catch (error) {
    return faultOf((error as Error).message);
  }
  return undefined;
};

it("knows of what the library speaks", () => {
  expect(faultIn({ fields: [field, { ...field, name: "" }] })).toMatchObject({ page: 0, items: [{ list: "fields", at: 1 }], key: "name" });
  expect(faultIn({ fields: [{ ...field, field: { kind: "digits", length: 41 } }] })).toMatchObject({ key: "field" });
  expect(faultIn({ fields: [{ ...field, cells: 100 }] })).toMatchObject({ key: "cells" });
  expect(faultIn({ fields: [field], anchors: [{ kind: "disc", at: [1, 1], size: 90 }] })).toMatchObject({
    items: [{ list: "anchors", at: 0 }],
    key: "size",
  });
  expect(faultIn({ fields: [field, field] })?.items).toHaveLength(2);
  expect(faultIn({ fields: [field, field] })?.key).toBe("name");
  expect(faultIn({ size: [1, 1] })).toMatchObject({ items: [] });
});
