import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { drawnForm, photographed, scanned, shaded, worstError } from "../../../test/drawn-form.js";
import { application, slip, smallPrint } from "../../../test/example-forms.js";
import { rng } from "../../engine/rng.js";
import type { Gray } from "../../image/basics/picture.js";
import type { Point } from "../../image/geometry/transform.js";
import { parseTemplate } from "../template/parse-template.js";
import type { FormPage, MarkKind } from "../template/template.js";
import { registerPage } from "./register-page.js";

const DPI = 90;
/** Millimeters that the corner of any field may be off. */
const TOLERANCE = 0.5;

const a4 = parseTemplate(application).pages[0] as FormPage;
const slipPage = parseTemplate(slip).pages[0] as FormPage;
const blank = drawnForm(a4, { dpi: DPI, texts: smallPrint });
const blankSlip = drawnForm(slipPage, { dpi: DPI, texts: [{ text: "DEPOSIT SLIP", at: [14, 12], size: 5 }] });

const asPicture = (gray: Gray) => ({ ...gray, channels: 1 as const });
const found = (gray: Gray, page: FormPage) => registerPage(asPicture(gray), page);
const upright = { height: 1055, width: 843 };
const camera: Point[] = [
  [108, 90],
  [695, 54],
  [774, 990],
  [36, 936],
];
/** The same page with fields of which nothing is printed. */
const bare = (page: FormPage, kind: MarkKind): FormPage => ({
  ...page,
  anchors: page.anchors.map((anchor) => ({ ...anchor, kind, size: 7 }) as FormPage["anchors"][number]),
  fields: page.fields.map((field) => ({ ...field, printed: "none" as const })),
});

async function asJpeg(gray: Gray, quality: number): Promise<Gray> {
  const { pixels, width, height } = gray;
  const file = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .jpeg({ quality })
    .toBuffer();
  return { ...gray, pixels: new Uint8Array(await sharp(file).greyscale().raw().toBuffer()) };
}

function noisy(gray: Gray, much: number): Gray {
  const { uniform } = rng(3);
  return { ...gray, pixels: new Uint8Array(gray.pixels.map((shade) => Math.min(Math.max(shade + much * (uniform() - 0.5), 0), 255))) };
}

describe("registerPage", () => {
  it.each([-4, 91.5, 178])("finds scanned forms turned by %f degrees, shifted and scaled", (degrees) => {
    for (const [page, drawn] of [
      [a4, blank],
      [slipPage, blankSlip],
    ] as const) {
      const scan = scanned(drawn, { degrees, scale: 0.97, shift: [6, -9] });
      const registration = found(scan.picture, page);
      expect(registration.refusal).toBeUndefined();
      expect(registration.lines.seen).toBe(registration.lines.of);
      expect(registration.residual.millimeters).toBeLessThan(0.1);
      expect(worstError(page, registration.toPicture, scan, DPI)).toBeLessThan(TOLERANCE);
    }
  });

  it("finds forms that were photographed at an angle under a fading light and a shadow, and lie askew", async () => {
    const photo = photographed(blank, camera, upright);
    const registration = found(noisy(await asJpeg(shaded(photo.picture), 60), 20), a4);
    expect(registration.marks).toEqual({ of: 4, seen: 4 });
    expect(worstError(a4, registration.toPicture, photo, DPI)).toBeLessThan(TOLERANCE);
    const askew: Point[] = [
      [600, 60],
      [1020, 480],
      [720, 780],
      [300, 360],
    ];
    const turned = photographed(blankSlip, askew, { height: 900, width: 1200 });
    expect(worstError(slipPage, found(shaded(turned.picture), slipPage).toPicture, turned, DPI)).toBeLessThan(TOLERANCE);
  });

  it("finds faint lines, thick ones, and those of a coarse scan", async () => {
    for (const [dpi, options] of [
      [DPI, { shade: 190 }],
      [DPI, { line: 0.8 }],
      [80, {}],
    ] as const) {
      const scan = scanned(drawnForm(a4, { dpi, texts: smallPrint, ...options }), { degrees: -2 });
      expect(worstError(a4, found(await asJpeg(scan.picture, 60), a4).toPicture, scan, dpi)).toBeLessThan(TOLERANCE);
    }
  });

  it.each(["square", "disc", "cross", "corner"] as const)("needs nothing but marks of kind %s", (kind) => {
    const [page, dpi] = [bare(a4, kind), 140];
    const corners = camera.map(([x, y]): Point => [(x * dpi) / DPI, (y * dpi) / DPI]);
    const photo = photographed(drawnForm(page, { dpi, texts: smallPrint }), corners, {
      height: Math.round((upright.height * dpi) / DPI),
      width: Math.round((upright.width * dpi) / DPI),
    });
    const registration = found(shaded(photo.picture), page);
    expect(registration).toMatchObject({ lines: { of: 0 }, marks: { of: 4, seen: 4 } });
    expect(worstError(page, registration.toPicture, photo, dpi)).toBeLessThan(TOLERANCE);
  });

  it.each(["disc", "cross"] as const)("sees by one %s among squares that a page lies upside down", (kind) => {
    const squares = bare(slipPage, "square");
    const places = [
      [10, 10],
      [138, 10],
      [138, 96],
      [10, 96],
    ] as const;
    const anchors = places.map((at, index) => ({ kind: index === 0 ? kind : ("square" as const), at, size: 5 }));
    const scan = scanned(drawnForm({ ...squares, anchors }, { dpi: 80 }), { degrees: 179 });
    expect(worstError(slipPage, found(scan.picture, { ...squares, anchors }).toPicture, scan, 80)).toBeLessThan(TOLERANCE);
  });

  it("finds a sheet by its edges alone", () => {
    const page: FormPage = { ...bare(a4, "square"), anchors: [{ kind: "page-edges" }] };
    const photo = photographed(drawnForm(page, { dpi: DPI, texts: smallPrint }), camera, upright);
    const registration = found(photo.picture, page);
    expect(registration.notice).toBe("the template has neither marks nor printed boxes, so places may be some millimeters off");
    expect(worstError(page, registration.toPicture, photo, DPI)).toBeLessThan(2);
    expect(found(shaded(photo.picture), page).refusal).toMatch(
      /^the sheet's edges were not seen, and the picture has not the page's proportion; /,
    );
    expect(found(drawnForm(page, { dpi: 60, texts: smallPrint }), page).refusal).toBeUndefined();
  });

  it("finds a form of lines alone by their ends", () => {
    const page: FormPage = { ...a4, anchors: [], fields: a4.fields.map((field) => ({ ...field, cells: [], printed: "line" as const })) };
    const scan = scanned(drawnForm(page, { dpi: DPI, texts: smallPrint }), { degrees: -3, shift: [8, 14] });
    const registration = found(scan.picture, page);
    expect(registration.refusal).toBeUndefined();
    expect(worstError(page, registration.toPicture, scan, DPI)).toBeLessThan(TOLERANCE);
  });

  it("finds a bowed page about where it is, and says how far off that is", () => {
    const bow = { ...blank, pixels: new Uint8Array(blank.pixels.length).fill(255) };
    for (let x = 0; x < blank.width; x++) {
      const shift = Math.round(3.6 * Math.sin((Math.PI * x) / blank.width));
      for (let y = 0; y < blank.height - shift; y++)
        bow.pixels[(y + shift) * blank.width + x] = blank.pixels[y * blank.width + x] as number;
    }
    const { refusal, residual } = found(bow, a4);
    expect(refusal).toBeUndefined();
    expect(residual.millimeters).toBeGreaterThan(0.1);
    expect(residual.millimeters).toBeLessThan(0.5);
  });

  it("forgives a template whose boxes were measured by hand", () => {
    const { uniform } = rng(5);
    const shifted = a4.fields.map((field) => {
      const [dx, dy] = [0.9 * (uniform() - 0.5), 0.9 * (uniform() - 0.5)];
      const moved = ({ left, top, right, bottom }: typeof field.box) => ({
        left: left + dx,
        top: top + dy,
        right: right + dx,
        bottom: bottom + dy,
      });
      return { ...field, box: moved(field.box), cells: field.cells.map(moved) };
    });
    const page = { ...a4, fields: shifted };
    const registration = found(scanned(blank, { degrees: 1 }).picture, page);
    expect(registration.refusal).toBeUndefined();
    expect(registration.residual.millimeters).toBeLessThan(0.4);
  });

  it("refuses other forms, other pages and no pages at all", () => {
    const size = { height: blank.height, width: blank.width };
    const flat = (shade: number) => ({ ...size, pixels: new Uint8Array(size.height * size.width).fill(shade) });
    const sameMarks = drawnForm({ ...a4, fields: slipPage.fields }, { dpi: DPI, texts: smallPrint });
    for (const [picture, page] of [
      [blankSlip, a4],
      [blank, slipPage],
      [sameMarks, a4],
      [flat(255), a4],
      [noisy(flat(128), 255), a4],
    ] as const) {
      const { refusal, lines } = found(picture, page);
      expect(lines.seen).toBeLessThan(0.65 * lines.of);
      expect(refusal).toMatch(/^the form does not fit the picture: /);
    }
    expect(found(flat(255), a4).refusal).toBe(
      "the form does not fit the picture: 0 of its 4 marks and 0 of 102 stretches of its printed lines were found; is it another form, or another page of it?",
    );
    const twoMarks: FormPage = { ...bare(a4, "square"), anchors: a4.anchors.slice(0, 2) };
    expect(found(blankSlip, twoMarks).refusal).toBe(
      "the form does not fit the picture: 0 of its 2 marks were found; is it another form, or another page of it?",
    );
    expect(() => found({ pixels: new Uint8Array(1), height: 1, width: 1 }, a4)).toThrow(
      "a picture of 1 x 1 pixels is too small for a form; 100 on each side is the least",
    );
  });
});
