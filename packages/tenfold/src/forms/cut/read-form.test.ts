import { describe, expect, it } from "vitest";
import { distanceTo, drawing, seven } from "../../../test/drawings.js";
import { drawnForm, penned, scanned } from "../../../test/drawn-form.js";
import { apply, chained, scaledAndShifted } from "../../image/geometry/transform.js";
import type { Reading } from "../../recognize/reading.js";
import { parseTemplate } from "../template/parse-template.js";
import type { FieldReader, FieldReaderOptions } from "./field-reader.js";
import { readForm } from "./read-form.js";

const dpi = 100;
const squares = [6, 114].flatMap((x) => [6, 64].map((y) => ({ kind: "square", at: [x, y], size: 4 })));
const template = parseTemplate({
  name: "Membership application",
  units: "mm",
  pages: [
    {
      size: [120, 70],
      anchors: squares,
      fields: [
        { name: "member", box: [14, 14, 40, 8], cells: 5, field: "digits", required: true },
        { name: "zip", box: [70, 14, 35, 8], cells: 5, field: "us-zip" },
        { name: "phone", box: [14, 40, 60, 9], field: "digits" },
      ],
    },
  ],
});
const [small] = template.pages;
if (!small) throw new Error("the template has a page");
const page = drawnForm(small, { dpi, texts: [{ text: "Membership application", at: [14, 32], size: 3 }] });
const ink = drawing({ height: 40, width: 40 }, (x, y) => (distanceTo(seven(10, 6, 28), x, y) < 2 ? 255 : 0));
const millimeter = dpi / 25.4;
const [left, top] = [71.5 * millimeter, 14.5 * millimeter];
penned(page, ink, { left, top, right: left + 7 * millimeter, bottom: top + 7 * millimeter });
const scan = scanned(page, { degrees: 3 });
const picture = { ...scan.picture, channels: 1 as const };

/** Reads one seven wherever it is asked, about the middle of what it is shown. */
function reader(answer: (options: FieldReaderOptions) => Partial<Reading> = () => ({})) {
  const asked: FieldReaderOptions[] = [];
  const seen: FieldReader = {
    read({ height, width }, options) {
      asked.push(options);
      const box = { left: width / 2 - 1, top: height / 2 - 1, right: width / 2 + 1, bottom: height / 2 + 1 };
      const digit = { value: 7, confidence: 0.9, top3: [], box, seen: new Uint8Array(784) };
      const levels = [{ maxError: 0.1, status: "accepted" as const, proof: "proven" as const }];
      const string = {
        text: "7",
        confidence: 0.9,
        status: "accepted" as const,
        levels,
        reasons: [],
        box,
        digits: [digit],
        alternatives: [],
      };
      return { strings: [string], grids: [], ...answer(options) };
    },
  };
  return { asked, seen };
}

const { asked, seen } = reader();
const asItIs = readForm(picture, template, { reader: seen, maxError: 0.005 });

describe("readForm", () => {
  it("has only what is written read, with its kind and cells, and says where on the page it stands", async () => {
    const { fields, registration } = await asItIs;
    expect(registration.lines.seen).toBe(registration.lines.of);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ field: "us-zip", maxError: 0.005 });
    expect(asked[0]?.cells).toHaveLength(5);
    expect(fields.map(({ name, text }) => [name, text]).filter(([, text]) => text)).toEqual([["zip", "7"]]);
    const zip = fields.find(({ name }) => name === "zip");
    const toPicture = chained(scaledAndShifted(millimeter, [0, 0]), scan.toPicture);
    const [x, y] = apply(toPicture, [87.5, 18]);
    for (const box of [zip?.box, zip?.digits[0]?.box]) {
      expect(Math.abs(((box?.left ?? 0) + (box?.right ?? 0)) / 2 - x)).toBeLessThan(3);
      expect(Math.abs(((box?.top ?? 0) + (box?.bottom ?? 0)) / 2 - y)).toBeLessThan(3);
    }
    expect(
      Math.hypot((zip?.corners[0]?.[0] ?? 0) - apply(toPicture, [70, 14])[0], (zip?.corners[0]?.[1] ?? 0) - apply(toPicture, [70, 14])[1]),
    ).toBeLessThan(3);
  });

  it("leaves blank fields blank, and asks a person only for those that must not be", async () => {
    const { fields } = await asItIs;
    expect(fields.find(({ name }) => name === "member")).toMatchObject({
      isBlank: true,
      text: "",
      status: "review",
      reasons: ["it is blank, and the form wants it filled in"],
    });
    expect(fields.find(({ name }) => name === "phone")).toMatchObject({ isBlank: true, text: "", status: "accepted", reasons: [] });
  });

  it("asks a person where nothing was read in ink, or several lines were", async () => {
    const none = await readForm(picture, template, { reader: reader(() => ({ strings: [], reason: "this is a doodle" })).seen });
    expect(none.fields[1]).toMatchObject({ text: "", confidence: 0, status: "review", reasons: ["this is a doodle"] });
    const twice = reader();
    const two = {
      read: async (...args: Parameters<FieldReader["read"]>) => ({
        grids: [],
        strings: [...(await twice.seen.read(...args)).strings, ...(await twice.seen.read(...args)).strings],
      }),
    };
    expect((await readForm(picture, template, { reader: two })).fields[1]).toMatchObject({
      text: "7",
      status: "review",
      reasons: ["2 lines are written here, and one is wanted"],
      levels: [{ maxError: 0.1, status: "review", proof: "proven" }], // at no error rate
    });
  });

  it("asks a person where a part of a field lies outside the picture, by more than the 2 pixels that it may be off", async () => {
    const right = 105 * millimeter; // of the field "zip"
    const readUpTo = async (width: number) => {
      const pixels = page.pixels.filter((_, at) => at % page.width < width);
      const cropped = { pixels, height: page.height, width, channels: 1 as const };
      return (await readForm(cropped, template, { reader: reader().seen })).fields[1];
    };
    expect((await readUpTo(Math.round(right)))?.reasons).toEqual([]);
    expect(await readUpTo(Math.round(right - 4))).toMatchObject({
      status: "review",
      reasons: ["a part of the field lies outside the picture"],
    });
  });

  it("has fields read together where one hand is asked for, and says what that did", async () => {
    const { asked, seen } = reader();
    const hands: string[] = [];
    const together: FieldReader = {
      ...seen,
      async readTogether(items, { hand }) {
        if (hand) hands.push(hand);
        return {
          readings: await Promise.all(items.map(({ image, options }) => seen.read(image, options))),
          context: { from: 1, changed: 0 },
        };
      },
    };
    const plain = await readForm(picture, template, { reader: seen });
    const { context, ...read } = await readForm(picture, template, { reader: together, hand: "auto" });
    expect([hands, context]).toEqual([["auto"], { from: 1, changed: 0 }]);
    expect(read).toEqual(plain);
    expect(asked[1]).toEqual(asked[0]);
    await expect(readForm(picture, template, { reader: seen, hand: "one" })).rejects.toThrow(
      'readForm: hand is "one"; a reader with readTogether(), as loadReader() gives it, or "many" is wanted',
    );
  });

  it("refuses a page that is another form, and a page that the form does not have", async () => {
    const white = { ...page, pixels: new Uint8Array(page.pixels.length).fill(255), channels: 1 as const };
    await expect(readForm(white, template, { reader: reader().seen })).rejects.toThrow("the form does not fit the picture");
    await expect(readForm(picture, template, { reader: reader().seen, page: 2 })).rejects.toThrow(
      '"Membership application" has no page 2; its last one is 1',
    );
  });
});
