import { describe, expect, it } from "vitest";
import { drawnForm } from "../../../test/drawn-form.js";
import { findBoxes } from "../see/find-boxes.js";
import { pageInk } from "../see/page-ink.js";
import { draftFields } from "./draft-fields.js";

const dpi = 127; // 5 pixels a millimeter
const box = (x: number, y: number, width: number, height: number) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="black" stroke-width="0.4"/>`;
const bar = (x: number, y: number, width: number, height: number) => `<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`;

/** The fields of a sheet of 120 x 60 mm with some print: how they are printed, and how many cells they have. */
function fieldsOf(...print: string[]) {
  const drawn = drawnForm({ width: 120, height: 60, anchors: [], fields: [] }, { dpi, more: print.join("") });
  const { mask } = pageInk({ ...drawn, channels: 1 }, 4000);
  return draftFields(mask, findBoxes(mask), dpi / 25.4).fields.map(({ printed, cells }) => [printed, cells.length]);
}

describe("draftFields", () => {
  it("takes a box for a field unless words are printed in it: 0.015 of it, over 0.3 of its width", () => {
    const words = (count: number, thick: number) => Array.from({ length: count }, (_, at) => bar(24 + 3 * at, 24, 2, thick));
    expect(fieldsOf(box(20, 20, 60, 10), ...words(12, 1))).toEqual([]); // 0.04 of it, 0.4 of its width
    expect(fieldsOf(box(20, 20, 60, 10), ...words(12, 0.2))).toEqual([["box", 0]]); // 0.008
    expect(fieldsOf(box(20, 20, 60, 10), ...words(6, 4))).toEqual([["box", 0]]); // 0.2 of its width
  });

  it("takes equal boxes in a row for cells of one field, up to three quarters of a cell apart, and no wider than 1.6 times their height", () => {
    const row = (wide: number, gap: number) => fieldsOf(...[0, 1, 2].map((at) => box(10 + at * (wide + gap), 20, wide, 8)));
    expect(row(8, 5.6)).toEqual([["box", 3]]); // 0.7
    expect(row(8, 6.6)).toEqual([
      ["box", 0],
      ["box", 0],
      ["box", 0],
    ]); // 0.83
    expect(row(12, 0.8)).toEqual([["box", 3]]); // 1.5
    expect(row(14, 0.8)).toHaveLength(3); // 1.75
  });

  it("takes lines to write on for fields from 15 mm on, up to 0.8 of the page, with nothing printed above them", () => {
    expect(fieldsOf(bar(20, 40, 40, 0.4))).toEqual([["line", 0]]);
    expect([fieldsOf(bar(20, 40, 16, 0.4)).length, fieldsOf(bar(20, 40, 14, 0.4)).length]).toEqual([1, 0]);
    expect([fieldsOf(bar(10, 40, 94, 0.4)).length, fieldsOf(bar(10, 40, 98, 0.4)).length]).toEqual([1, 0]);
    expect(fieldsOf(bar(20, 40, 40, 0.4), bar(25, 36, 6, 1.5))).toEqual([]);
  });

  it("takes no box that is drawn too thick, as the holes of letters are, or too low or high to write in", () => {
    expect(fieldsOf(box(20, 20, 40, 4))).toEqual([["box", 0]]);
    expect(fieldsOf(box(20, 20, 40, 2.6))).toEqual([["line", 0]]); // its upper side
    expect([fieldsOf(box(20, 10, 60, 27)).length, fieldsOf(box(20, 10, 60, 30)).length]).toEqual([1, 0]);
    expect(fieldsOf(`<rect x="20" y="20" width="6" height="8" fill="none" stroke="black" stroke-width="1.5"/>`)).toEqual([]);
  });
});
