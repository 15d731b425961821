import { describe, expect, it } from "vitest";
import type { TemplateSource } from "../template-source.js";
import { boxOf, filling, freeName, itemAt, onPage, withAdded, withItem } from "./edit-items.js";

const field = { name: "a", box: [10, 10, 20, 8] };
const source: TemplateSource = { name: "Form", units: "mm", pages: [{ size: "A4", fields: [field, { ...field, name: "b-2" }] }] };

describe("filling", () => {
  it("takes cells with boxes of their own along, and stretches them", () => {
    const cells = [
      [10, 10, 8, 8],
      [20, 10, 10, 8],
    ];
    expect(filling({ ...field, cells }, [30, 40, 40, 16], 0.1)).toEqual({
      name: "a",
      box: [30, 40, 40, 16],
      cells: [
        [30, 40, 16, 16],
        [50, 40, 20, 16],
      ],
    });
  });

  it("moves a mark by its middle, and has places to the finest step", () => {
    expect(filling({ kind: "disc", at: [12, 12], size: 4 }, [20, 30.04, 5, 6], 0.1)).toEqual({ kind: "disc", at: [22.5, 33], size: 6 });
    expect(filling(field, [1 / 3, 2 / 3, 0, 1], 0.1).box).toEqual([0.3, 0.7, 0.1, 1]);
  });
});

it("tells where an item lies, marks by their width, and the page's edges nowhere", () => {
  expect(boxOf({ kind: "disc", at: [12, 14], size: 4 })).toEqual([10, 12, 4, 4]);
  expect(boxOf({ kind: "page-edges" })).toBeUndefined();
});

it("holds boxes on the page", () => {
  expect(onPage([-5, 290, 20, 10], [210, 297])).toEqual([0, 287, 20, 10]);
  expect(onPage([200, 0, 500, 10], [210, 297])).toEqual([0, 0, 210, 10]);
});

it("puts items in and out, and leaves the template that was", () => {
  const place = { list: "fields", at: 0 } as const;
  expect(itemAt(withItem(source, 0, place, { ...field, name: "c" }).pages[0], place)).toMatchObject({ name: "c" });
  expect(withItem(source, 0, place, undefined).pages[0]?.fields.map(({ name }) => name)).toEqual(["b-2"]);
  expect(withAdded(source, 0, "anchors", { kind: "page-edges" }).pages[0]?.anchors).toEqual([{ kind: "page-edges" }]);
  expect(source.pages[0]?.fields).toHaveLength(2);
});

it("finds a name that is free", () => {
  expect([freeName(source), freeName(source, "b-2"), freeName(source, "a")]).toEqual(["field-1", "b-1", "a-1"]);
});
