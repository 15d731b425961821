import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Dataset } from "../src/data/dataset.js";
import { findField } from "../src/forms/index.js";
import { type Picture, pictureOf } from "../src/image/basics/picture.js";
import { mnist } from "../src/node/sets/mnist.js";
import { loadReader, type Reader } from "../src/recognize/index.js";
import { writtenWith } from "./written.js";

let test: Dataset;
let reader: Reader;
beforeAll(async () => {
  test = (await mnist()).test;
  reader = await loadReader({ threads: 1 });
});
afterAll(() => reader.dispose());

type Paper = { readonly pixels: Uint8Array; readonly height: number; readonly width: number };

function paper(height: number, width: number): Paper {
  return { pixels: new Uint8Array(height * width).fill(235), height, width };
}

function blot({ pixels, width }: Paper, left: number, top: number, wide: number, high: number): void {
  for (let y = top; y < top + high; y++) pixels.fill(40, y * width + left, y * width + left + wide);
}

/** Lays handwriting onto the paper, a line of it. */
function written(page: Paper, text: string, left: number, top: number): void {
  const { pixels, height, width } = writtenWith(test, [text]);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (top + y) * page.width + left + x;
      page.pixels[at] = Math.min(page.pixels[at] as number, pixels[y * width + x] as number);
    }
  }
}

/** Small print: bars of one height that stand on one line. */
function print(page: Paper, left: number, foot: number, letters: number): void {
  for (let at = 0; at < letters; at++) {
    blot(page, left + 14 * at, foot - 14, 3, 14);
    blot(page, left + 14 * at, foot - 3, 9, 3);
  }
}

function frame(page: Paper, left: number, top: number, right: number, bottom: number): void {
  for (const y of [top, bottom]) blot(page, left, y, right - left, 2);
  for (const x of [left, right]) blot(page, x, top, 2, bottom - top + 2);
}

const picture = ({ pixels, height, width }: Paper): Picture => pictureOf({ pixels, height, width, channels: 1 });

/** A check: a number in the open above, another in a box below it, print around. */
function check(isBoxed: boolean): Picture {
  const page = paper(560, 1240);
  for (const [left, foot, letters] of [
    [60, 60, 18],
    [60, 90, 14],
    [520, 60, 12],
    [60, 240, 6],
    [1090, 300, 6],
    [90, 520, 30],
  ] as const)
    print(page, left, foot, letters);
  written(page, "1224", 840, 70);
  written(page, "745 38", 930, 175);
  blot(page, 930 + 20 + 3 * 44 + 16, 175 + 68, 7, 7); // the point
  if (isBoxed) frame(page, 925, 180, 1215, 268);
  return picture(page);
}

describe("findField", { timeout: 120_000 }, () => {
  it("finds the amount of a check in its box, and reads it", async () => {
    const { strings } = await findField(check(true), { field: "amount", reader });
    const [first] = strings;
    expect(first?.why).toBe("in a box right of the middle");
    expect([first?.text.replaceAll(",", ""), first?.value]).toEqual(["745.38", "74538"]);
    expect(first?.box.left).toBeGreaterThan(925);
    expect(first?.box.top).toBeGreaterThan(180);
    expect(first?.box.bottom).toBeLessThan(268);
    expect(first?.digits.map(({ value }) => value)).toEqual([7, 4, 5, 3, 8]);
    for (const { box } of first?.digits ?? []) expect([box.left > 900, box.top > 170]).toEqual([true, true]);
  });

  it("reads it for the hand of a region that is told, and says what that did", async () => {
    const { strings, context } = await findField(check(true), { field: "amount", reader, writer: { region: "US" } });
    expect([strings[0]?.value, context?.region, typeof context?.changed]).toEqual(["74538", "US", "number"]);
    const elsewhere = { field: "amount", reader, writer: { region: "UK" } } as unknown as Parameters<typeof findField>[1];
    await expect(findField(check(true), elsewhere)).rejects.toThrow(/^findField: .*CH, DE, AT, FR, CL, IN, US/);
  });

  it("proposes the likelier of two in the open, and lets a person look at both", async () => {
    const { strings } = await findField(check(false), { field: "amount", reader });
    expect(strings[0]?.value).toBe("74538");
    expect(strings[0]?.why).toBe("the largest number right of the middle");
    for (const { status, reasons } of strings.slice(1)) {
      expect(status).toBe("review");
      expect(reasons[0]).toBe("another number on the page is likelier");
    }
  });

  it("finds the postal code at the end of an address, not the sender's", async () => {
    const page = paper(660, 1400);
    for (const foot of [70, 96]) print(page, 60, foot, 16);
    written(page, "54321", 60, 120);
    for (const foot of [340, 400, 460]) print(page, 560, foot, 14);
    written(page, "60217", 800, 412);
    const { strings } = await findField(picture(page), { field: "us-zip", reader });
    expect([strings[0]?.text, strings[0]?.why]).toEqual(["60217", "at the end of the last line of the address"]);
  });

  it("says that there is none on a page without a number", async () => {
    const page = paper(560, 1240);
    print(page, 60, 60, 18);
    expect(await findField(picture(page), { field: "amount", reader })).toEqual({
      strings: [],
      reason:
        "there is no number right of the middle that may be the amount of a check; cut the amount out and read it by itself, or describe the form in a template",
    });
    expect((await findField(picture(paper(300, 400)), { field: "us-zip", reader })).reason).toMatch(
      /^there is no number at the end of a line/,
    );
  });

  it("refuses what it does not find", async () => {
    const blank = picture(paper(100, 100));
    await expect(findField(blank, { field: "iban", reader })).rejects.toThrow(/findField|kind/);
    await expect(findField(blank, { field: "digits", reader })).rejects.toThrow(
      'findField finds amount and us-zip, got "digits"; pass one of them, or cut the field out',
    );
    await expect(findField(blank, { field: "amount" } as never)).rejects.toThrow(
      "findField: reader is undefined; what loadReader() gives is wanted",
    );
  });
});
