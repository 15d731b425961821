import { beforeAll, describe, expect, it } from "vitest";
import { drawnForm, photographed, scanned, shaded } from "../../../test/drawn-form.js";
import { application, smallPrint } from "../../../test/example-forms.js";
import { filledIn } from "../../../test/filled-form.js";
import type { Gray } from "../../image/basics/picture.js";
import { chained, type Point, scaledAndShifted } from "../../image/geometry/transform.js";
import { mnist } from "../../node/sets/mnist.js";
import { registerPage } from "../place/register-page.js";
import { parseTemplate } from "../template/parse-template.js";
import type { FormPage } from "../template/template.js";
import { cutFields, type FieldPicture } from "./cut-fields.js";

const dpi = 120;
const a4 = parseTemplate(application).pages[0] as FormPage;
const bare: FormPage = { ...a4, anchors: [], fields: a4.fields.map((field) => ({ ...field, printed: "none" as const })) };
const blank = drawnForm(a4, { dpi, texts: smallPrint });
const white = { ...blank, pixels: new Uint8Array(blank.pixels.length).fill(255) };
let digits: readonly Gray[];

beforeAll(async () => {
  const { images } = (await mnist()).train;
  digits = Array.from({ length: 60 }, (_, at) => ({ pixels: images.pixels.slice(at * 784, (at + 1) * 784), height: 28, width: 28 }));
});

const camera: Point[] = [
  [108, 88],
  [936, 56],
  [1016, 1288],
  [36, 1236],
];
const views: Record<string, (page: Gray) => Gray> = {
  scan: (page) => scanned(page, { degrees: 2 }).picture,
  photo: (page) => shaded(photographed(page, camera, { height: 1356, width: 1080 }).picture),
};

describe("cutFields", () => {
  it.each(Object.keys(views))("keeps the ink of a %s and loses the lines", (view) => {
    const seen = (page: Gray) => ({ ...(views[view] as (page: Gray) => Gray)(page), channels: 1 as const });
    const filled = seen(filledIn(blank, a4, digits, { dpi }));
    const { toPicture, refusal } = registerPage(filled, a4);
    expect(refusal).toBeUndefined();
    const cut = cutFields(filled, a4, toPicture);
    const wanted = cutFields(seen(filledIn(white, a4, digits, { dpi })), bare, toPicture);
    expect(cut.map(({ isBlank }) => isBlank)).toEqual(a4.fields.map(({ name }) => name === "items"));
    let [ink, lost, left] = [0, 0, 0];
    for (const [at, field] of cut.entries()) {
      const truth = wanted[at]?.ink as Gray;
      // Digits written by hand reach a pixel further where the light is weak; what is within a pixel of ink is ink.
      const near = (pixels: Uint8Array, index: number, least: number) =>
        [-1, 0, 1].some((dy) => [-1, 0, 1].some((dx) => (pixels[index + dy * truth.width + dx] as number) > least));
      for (let index = 0; index < truth.pixels.length; index++) {
        const [is, was] = [field.ink.pixels[index] as number, truth.pixels[index] as number];
        if (was > 128) ink++;
        if (was > 128 && !near(field.ink.pixels, index, 64)) lost++;
        if (is > 128 && !near(truth.pixels, index, 64)) left++;
      }
    }
    expect(ink).toBeGreaterThan(5000);
    expect(lost / ink).toBeLessThan(0.01);
    expect(left / ink).toBeLessThan(0.025);
  });

  it("gives every cell its digit, also where digits touch", () => {
    const picture = { ...filledIn(blank, a4, digits, { dpi }), channels: 1 as const };
    const cut = cutFields(picture, a4, scaledAndShifted(dpi / 25.4, [0, 0]));
    for (const [at, { cells }] of cut.entries()) {
      expect(cells.map(({ isBlank }) => isBlank)).toEqual(a4.fields[at]?.cells.map(() => false));
      for (const { ink, part } of cells) expect([ink.width, ink.height]).toEqual([part.right - part.left, part.bottom - part.top]);
    }
  });

  it("finds nothing in the fields of a blank form, faint or bold as it may be printed", () => {
    for (const options of [{ shade: 150 }, { line: 0.7 }]) {
      const scan = scanned(drawnForm(a4, { dpi, texts: smallPrint, ...options }), { degrees: -1.5 });
      const picture = { ...scan.picture, channels: 1 as const };
      for (const { isBlank, cells } of cutFields(picture, a4, registerPage(picture, a4).toPicture)) {
        expect([isBlank, cells.every((cell) => cell.isBlank)]).toEqual([true, true]);
      }
    }
  });

  it("lays a field onto its own lines, where these are up to 1.3 mm off the page's, as bowed paper has them", () => {
    const picture = { ...blank, channels: 1 as const };
    const right = scaledAndShifted(dpi / 25.4, [0, 0]);
    const off = (by: number) => {
      const [field] = cutFields(picture, a4, chained(scaledAndShifted(1, [by, -by]), right)) as [FieldPicture];
      const { box } = a4.fields[0] as FormPage["fields"][number];
      const [x, y] = field.corners[0] as Point;
      return Math.hypot((x * 25.4) / dpi - box.left, (y * 25.4) / dpi - box.top);
    };
    expect(off(1)).toBeLessThan(0.15);
    expect(off(1.7)).toBeGreaterThan(1);
  });
});
