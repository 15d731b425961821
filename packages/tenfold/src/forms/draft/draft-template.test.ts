import { describe, expect, it } from "vitest";
import { drawnForm, photographed, scanned } from "../../../test/drawn-form.js";
import { application, slip, smallPrint } from "../../../test/example-forms.js";
import { UsageError } from "../../errors.js";
import type { Gray } from "../../image/basics/picture.js";
import { apply, type Transform } from "../../image/geometry/transform.js";
import { registerPage } from "../place/register-page.js";
import { parseTemplate } from "../template/parse-template.js";
import type { FormPage } from "../template/template.js";
import { draftTemplate } from "./draft-template.js";

const DPI = 120;
const a4 = parseTemplate(application).pages[0] as FormPage;
const slipPage = parseTemplate(slip).pages[0] as FormPage;
const asPicture = (gray: Gray) => ({ ...gray, channels: 1 as const });
const scan = asPicture(scanned(drawnForm(a4, { dpi: DPI, texts: smallPrint }), { degrees: 1 }).picture);

describe("draftTemplate", () => {
  const { template, toPicture } = draftTemplate([scan], { name: "Membership application" });
  const drafted = parseTemplate(template).pages[0] as FormPage;

  it("proposes the fields of an empty form in reading order, with their cells, combs and lines, in millimeters", () => {
    expect(template).toMatchObject({ name: "Membership application", units: "mm", pages: [{ size: "A4" }] });
    expect(drafted.fields.map(({ name }) => name)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"].map((number) => `field-${number}`));
    for (const [at, field] of drafted.fields.entries()) {
      const wanted = a4.fields[at] as FormPage["fields"][number];
      expect([field.printed, field.cells.length]).toEqual([wanted.printed, wanted.cells.length]);
      for (const side of ["left", "right", "bottom"] as const) expect(Math.abs(field.box[side] - wanted.box[side])).toBeLessThan(0.5);
    }
    const born = template.pages[0]?.fields[2]?.cells as { gap: number } | undefined;
    expect(born).toMatchObject({ groups: [2, 2, 4] });
    expect(Math.abs((born?.gap ?? 0) - 4)).toBeLessThan(0.2);
  });

  it("finds its marks, and a template that fits the form it was drafted from", () => {
    expect(drafted.anchors.map((anchor) => anchor.kind)).toEqual(["square", "square", "square", "square"]);
    const found = registerPage(scan, drafted);
    expect(found.lines.seen).toBe(found.lines.of);
    for (const corner of [
      [0, 0],
      [210, 297],
    ] as const) {
      const [[x, y], [u, v]] = [apply(found.toPicture, corner), apply(toPicture[0] as (typeof toPicture)[number], corner)];
      expect(Math.hypot(u - x, v - y)).toBeLessThan(3);
    }
  });

  it("says how many boxes are left out for what stands in them, and nothing of an empty form", () => {
    expect(draftTemplate([scan]).notices).toEqual([]);
    const { pixels, width, height } = scan;
    const filled = { ...scan, pixels: pixels.slice() };
    const [corner, end] = [apply(toPicture[0] as Transform, [0, 0]), apply(toPicture[0] as Transform, [210, 297])];
    const scale = (end[0] - corner[0]) / 210;
    const { box } = drafted.fields.find(({ printed, cells }) => printed === "box" && cells.length === 0) ?? (drafted.fields[0] as never);
    const [x, y] = apply(toPicture[0] as Transform, [box.left, (box.top + box.bottom) / 2]);
    for (let row = Math.round(y - scale); row < Math.min(height, y + scale); row++) {
      for (let column = Math.round(x + 2 * scale); column < Math.min(width, x + (box.right - box.left - 2) * scale); column++) {
        filled.pixels[row * width + column] = 20;
      }
    }
    expect(draftTemplate([filled]).notices).toEqual([
      "1 box is left out, as something stands in it; where that is handwriting, draft from an empty form",
    ]);
  });

  it("takes a resolution that it is told, and counts pixels where nothing tells of it", () => {
    const picture = asPicture(scanned(drawnForm(slipPage, { dpi: DPI }), { degrees: -1 }).picture);
    const told = draftTemplate([picture], { dpi: DPI }).template;
    expect(told.units).toBe("mm");
    const [width, height] = (told.pages[0]?.size ?? []) as number[];
    expect(Math.abs((width ?? 0) - 148.2) + Math.abs((height ?? 0) - 105.8)).toBeLessThan(0.5);
    expect(told.pages[0]?.fields[1]?.cells).toEqual({ count: 4, gap: expect.closeTo(2.1, 0) });
    const a6 = { ...slipPage, width: 160 }; // of no paper's proportion
    const untold = draftTemplate([asPicture(drawnForm(a6, { dpi: DPI }))]).template;
    expect(untold).toMatchObject({ units: "px" });
    expect(untold.pages[0]?.fields).toHaveLength(5);
    expect(parseTemplate(untold).isToScale).toBe(false);
  });

  it("sets a photographed sheet upright first", () => {
    const camera = [
      [144, 120],
      [928, 72],
      [1032, 1320],
      [48, 1248],
    ] as const;
    const photo = photographed(drawnForm(a4, { dpi: DPI, texts: smallPrint }), camera, { height: 1408, width: 1120 });
    const { pages } = draftTemplate([asPicture(photo.picture)]).template;
    expect(pages[0]?.fields.length).toBeGreaterThanOrEqual(7);
    expect(pages[0]?.anchors).toHaveLength(4);
  });

  it.each(["", " ", "x".repeat(201), "a\nb"])("refuses the name %j, which no template may have", (name) => {
    expect(() => draftTemplate([scan], { name })).toThrow(UsageError);
  });

  it("proposes nothing on blank, black and tiny pages, and numbers fields over several pages", () => {
    const flat = (side: number, shade: number) => asPicture({ height: side, width: side, pixels: new Uint8Array(side * side).fill(shade) });
    const blank = draftTemplate([flat(300, 255), flat(300, 0), flat(1, 0)]).template;
    expect(blank.pages.map(({ fields, anchors }) => [fields, anchors])).toEqual(blank.pages.map(() => [[], undefined]));
    const twice = draftTemplate([scan, flat(300, 255), scan]).template;
    expect(twice.pages[2]?.fields[0]?.name).toBe("field-9");
  });
});
