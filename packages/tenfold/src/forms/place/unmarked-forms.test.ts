import { beforeAll, describe, expect, it } from "vitest";
import { drawnForm, photographed, scanned, worstError } from "../../../test/drawn-form.js";
import { slip } from "../../../test/example-forms.js";
import { filledIn } from "../../../test/filled-form.js";
import type { Gray } from "../../image/basics/picture.js";
import type { Box } from "../../image/geometry/box.js";
import type { Point } from "../../image/geometry/transform.js";
import { mnist } from "../../node/sets/mnist.js";
import { parseTemplate } from "../template/parse-template.js";
import type { FormPage } from "../template/template.js";
import { registerPage } from "./register-page.js";

const dpi = 110;
/** Millimeters that the corner of any field may be off. */
const TOLERANCE = 0.5;

const pageOf = (template: object) => parseTemplate(template).pages[0] as FormPage;
const slipPage = pageOf(slip);
/** A table of rows that are all alike. */
const table = (rows: number) =>
  pageOf({
    name: "Counts",
    units: "mm",
    pages: [
      {
        size: "A5",
        fields: Array.from({ length: rows }, (_, row) => [
          { name: `number-${row}`, box: [12, 60 + row * 9, 18, 9] },
          { name: `code-${row}`, box: [30, 60 + row * 9, 63, 9], cells: 7 },
        ]).flat(),
      },
    ],
  });

let digits: readonly Gray[];

beforeAll(async () => {
  const { images } = (await mnist()).train;
  digits = Array.from({ length: 40 }, (_, at) => ({ pixels: images.pixels.slice(at * 784, (at + 1) * 784), height: 28, width: 28 }));
});

const asPicture = (gray: Gray) => ({ ...gray, channels: 1 as const });
const filled = (page: FormPage) => filledIn(drawnForm(page, { dpi }), page, digits, { dpi });

function aslant(page: Gray) {
  const [w, h] = [page.width, page.height];
  const corners: Point[] = [
    [0.13 * w, 0.09 * h],
    [0.94 * w, 0.05 * h],
    [1.04 * w, 0.96 * h],
    [0.05 * w, 0.9 * h],
  ];
  return photographed(page, corners, { height: Math.round(1.03 * h), width: Math.round(1.12 * w) });
}

const views: Record<string, (page: Gray) => ReturnType<typeof scanned>> = {
  "scanned askew": (page) => scanned(page, { degrees: -4, scale: 0.97, shift: [6, -9] }),
  "upside down": (page) => scanned(page, { degrees: 178, scale: 0.9, shift: [6, -9] }),
  "photographed aslant": aslant,
};

describe("registerPage of a form without marks whose cells are full of digits", () => {
  it.each([
    ["scanned askew", slipPage],
    ["upside down", table(8)],
    ["photographed aslant", slipPage],
  ] as const)("finds it %s", (view, page) => {
    const seen = (views[view] as (page: Gray) => ReturnType<typeof scanned>)(filled(page));
    const { refusal, toPicture, lines } = registerPage(asPicture(seen.picture), page);
    expect(refusal).toBeUndefined();
    expect(worstError(page, toPicture, seen, dpi)).toBeLessThan(TOLERANCE);
    expect(lines.hidden).toBeGreaterThan(0);
    expect(lines.seen + lines.hidden).toBe(lines.of);
  });

  it("refuses another form of much the same make", () => {
    const shifts = [0, -6, 9, -11, 14];
    const moved = (by: number) => (box: Box) => ({ ...box, left: box.left + by, right: box.right + by });
    const fields = slipPage.fields.map((field, at) => {
      const move = moved(shifts[at] as number);
      return { ...field, box: move(field.box), cells: field.cells.map(move) };
    });
    expect(registerPage(asPicture(filled({ ...slipPage, fields })), slipPage).refusal).toMatch(
      /^the form does not fit the picture: \d\d of 83 stretches of its printed lines were found, but paper where others should be; /,
    );
  });

  it("refuses a table that goes on beyond what the template tells of, as any row may be its first", () => {
    const { refusal } = registerPage(asPicture(filled(table(12))), table(8));
    expect(refusal).toMatch(
      /^the form may as well lie 9\.0 mm farther (up|down): its lines are seen there, too; give the template a mark, or more of the boxes /,
    );
  });

  it("does not take a box for that of a form that would have to be stretched", () => {
    const box = { name: "number", box: [30, 40, 60, 9] };
    const one = pageOf({ name: "Number", units: "mm", pages: [{ size: "A5", fields: [box] }] });
    const other = pageOf({ name: "Number", units: "mm", pages: [{ size: "A5", fields: [{ ...box, box: [30, 40, 45, 9] }] }] });
    expect(registerPage(asPicture(filled(one)), one).refusal).toBeUndefined();
    expect(registerPage(asPicture(filled(one)), other).refusal).toMatch(/^the form does not fit the picture: it would be seen aslant, /);
  });
});
