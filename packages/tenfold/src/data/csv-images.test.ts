import { describe, expect, it } from "vitest";
import { FormatError } from "../errors.js";
import { parseCsvImages } from "./csv-images.js";

const csv = (text: string) => parseCsvImages(new TextEncoder().encode(text), "f.csv");

describe("parseCsvImages", () => {
  it("reads Kaggle's training and test tables", () => {
    const { images, labels } = csv("label,pixel0,pixel1,pixel2,pixel3\n7,0,1,2,255\n0,9,8,7,6\n");
    expect([images.count, images.height, images.width, images.channels]).toEqual([2, 2, 2, 1]);
    expect([Array.from(images.pixels), labels]).toEqual([[0, 1, 2, 255, 9, 8, 7, 6], Uint8Array.of(7, 0)]);
    const test = csv("pixel0,pixel1,pixel2,pixel3\n0,1,2,3");
    expect(test.images.count).toBe(1);
    expect(test).not.toHaveProperty("labels");
  });

  it.each([
    ["no names", "7,0,1,2,3\n8,4,5,6,7", [7, 8]],
    ["names in quotes and other spellings", '"Label",1x1,1x2,2x1,2x2\n7,0,1,2,3\n8,4,5,6,7', [7, 8]],
    ["the label behind", "1x1,1x2,2x1,2x2,label\n0,1,2,3,7\n4,5,6,7,8", [7, 8]],
    ["Windows lines, a byte order mark and empty lines", "\ufeff7,0,1,2,3\r\n\r\n8,4,5,6,7\r\n", [7, 8]],
    ["old Macintosh lines", "7,0,1,2,3\r8,4,5,6,7", [7, 8]],
    ["no labels and no names", "0,1,2,3\n4,5,6,7", undefined],
  ])("reads a table with %s", (_what, text, labels) => {
    const read = csv(text);
    expect(Array.from(read.images.pixels)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(read.labels && Array.from(read.labels)).toEqual(labels);
  });

  const number = "is no whole number from 0 to 255; mend it or leave the line out";
  it.each([
    ["nothing", "", "f.csv holds no images; pass a table with a line an image"],
    ["a file that is no text", "\u0089PNG\u0000", "f.csv is no table of pictures, it holds bytes that no text has; pass a CSV file"],
    ["names alone", "label,a,b,c,d\n", "f.csv holds no images; pass a table with a line an image"],
    [
      "no square",
      "label,a,b,c\n1,2,3,4",
      "f.csv has 3 pixel columns, which is no square; wanted are label,pixel0,… as for 28 x 28 pixels: 785 columns",
    ],
    ["a short line", "1,2,3,4,5\n1,2,3,4", "f.csv: line 2 has 4 columns, not 5; mend it or leave it out"],
    ["a long line", "1,2,3,4,5\n1,2,3,4,5,6", "f.csv: line 2 has more than 5 columns; mend it or leave it out"],
    ["a number beyond a byte", "label,a,b,c,d\n1,2,3,4,256", `f.csv: column 5 of line 2 ${number}`],
    ["digits without end", `label,a,b,c,d\n1,2,3,4,${"9".repeat(1000)}`, `f.csv: column 5 of line 2 ${number}`],
    ["a negative number", "label,a,b,c,d\n1,2,-3,4,5", `f.csv: column 3 of line 2 ${number}`],
    ["a fraction", "label,a,b,c,d\n1,2,3,4,0.5", `f.csv: column 5 of line 2 ${number}`],
    ["a gap", "label,a,b,c,d\n1,2,,4,5", `f.csv: column 3 of line 2 ${number}`],
    ["a word", "label,a,b,c,d\nseven,2,3,4,5", `f.csv: column 1 of line 2 ${number}`],
  ])("refuses %s", (_what, text, sentence) => {
    expect(() => csv(text)).toThrow(new FormatError(sentence));
  });

  it("answers any bytes with a table or a FormatError", () => {
    for (let seed = 0; seed < 200; seed++) {
      const bytes = Uint8Array.from({ length: seed }, (_, at) => (((seed * 7919 + at * 104729) * 2654435761) >>> 24) % 64);
      try {
        expect(parseCsvImages(bytes, "f").images.count).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
      }
    }
  });
});
