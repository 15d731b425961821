import { describe, expect, it } from "vitest";
import { FormatError } from "../../errors.js";
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

  const number = "is no number from 0 to 255; mend it or leave the line out";
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
    ["digits without end", `label,a,b,c,d\n1,2,3,4,${"9".repeat(900)}`, `f.csv: column 5 of line 2 ${number}`],
    ["a negative number", "label,a,b,c,d\n1,2,-3,4,5", `f.csv: column 3 of line 2 ${number}`],
    ["what is no number at all", "label,a,b,c,d\n1,2,nan,4,5", `f.csv: column 3 of line 2 ${number}`],
    ["infinity", "label,a,b,c,d\n1,2,Infinity,4,5", `f.csv: column 3 of line 2 ${number}`],
    ["a gap", "label,a,b,c,d\n1,2,,4,5", `f.csv: column 3 of line 2 ${number}`],
    ["a gap behind an empty line and a comment", "# mine\n\nlabel,a,b,c,d\n1,2,,4,5", `f.csv: column 3 of line 4 ${number}`],
    ["a label that is missing", "label,a,b,c,d\n,2,3,4,5", "f.csv has a label that is empty; mend it or leave the line out"],
    [
      "a cell without end",
      `label,a,b,c,d\n"${"x".repeat(2000)}`,
      "f.csv: line 2 has a cell of more than 1000 signs; mend it or leave it out",
    ],
  ])("refuses %s", (_what, text, sentence) => {
    expect(() => csv(text)).toThrow(new FormatError(sentence));
  });

  it("finds its way through a hundred thousand columns", () => {
    const names = Array.from({ length: 99_856 }, (_, at) => `p${at}`).join(",");
    expect(csv(`label,${names}\n3,${"0,".repeat(99_855)}7`).images.height).toBe(316);
    expect(() => csv(`${names.replaceAll("p", "q")},x\n1`)).toThrow("f.csv: line 2 has 1 columns");
  });

  it("takes no more memory than a table of its length can fill", () => {
    expect(() => csv(`${"1,".repeat(2499)}1\n${"1\n".repeat(100_000)}`)).toThrow("f.csv: line 2 has 1 columns, not 2500");
  });

  const four = (text: string, options = {}) => {
    const { images, labels, classNames, notices } = parseCsvImages(new TextEncoder().encode(text), "f.csv", options);
    return { pixels: Array.from(images.pixels), labels: labels && Array.from(labels), classNames, notices };
  };

  it.each([
    ["class", "class,pixel0,pixel1,pixel2,pixel3\n7,9,1,2,3"],
    ["y", "y;0;1;2;3\n7;9;1;2;3"],
    ["Digit", "p0\tp1\tp2\tp3\tDigit\n9\t1\t2\t3\t7"],
    ["an index beside it", "id,label,px1,px2,px3,px4\n100,7,9,1,2,3"],
    ["names of rows and columns, in another order", "2x2,2x1,1x2,1x1,target\n3,2,1,9,7"],
    ["numbers in another order", "pixel3,pixel1,label,pixel0,pixel2\n3,1,7,9,2"],
    ["quotes", '"label","pixel0","pixel1","pixel2","pixel3"\n"7","9","1","2","3"'],
    ["spaces", "label a b c d\n7  9 1 2 3"],
    ["whole floats", "label,a,b,c,d\n7.0,9.0,1.0,2.0,3.0"],
  ])("finds the label and the pixels by their names: %s", (_what, text) => {
    const { pixels, labels } = four(text);
    expect([pixels, labels]).toEqual([[9, 1, 2, 3], [7]]);
  });

  it("takes the one column that is no pixel for the label, and says so; leaves out what counts the lines", () => {
    const { labels, notices } = four("answer,pixel0,pixel1,pixel2,pixel3\n7,9,1,2,3\n8,9,1,2,3");
    expect([labels, notices]).toEqual([[7, 8], ['the column "answer" of f.csv is no pixel, and was taken for the label']]);
    const indexed = four(",label,pixel0,pixel1,pixel2,pixel3\n0,7,9,1,2,3\n1,8,9,1,2,3");
    expect([indexed.labels, indexed.notices]).toEqual([[7, 8], ['f.csv: left out the column ""']]);
    expect(four("id,pixel0,pixel1,pixel2,pixel3\n5,9,1,2,3").labels).toBeUndefined();
  });

  it("takes the label that it is told, by name or number", () => {
    expect(four("a,b,label,c,d\n1,2,3,4,5\n1,2,4,4,5", { labelColumn: "B" }).labels).toEqual([2, 2]);
    expect(four("1,2,3,4,5\n1,2,3,4,6", { labelColumn: "5" }).labels).toEqual([5, 6]);
    expect(() => four("label,p0,p1,p2,p3\n1,2,3,4,5", { labelColumn: "p1" })).toThrow(
      'the column "p1" of f.csv is one of its 4 pixels; pass the column of the labels',
    );
    expect(() => four("a,b,c,d,e\n1,2,3,4,5", { labelColumn: "f" })).toThrow(
      'f.csv has no column "f" for the labels: it has 5, they are called a, b, c, …; pass a name, or a number from 1',
    );
  });

  it("finds the label without names by the values, and says so where it is not the first", () => {
    const behind = four("0,1.5,2,0,7\n0,1,2,0,8\n0,1,2,0,9");
    expect([behind.labels, behind.notices]).toEqual([
      [7, 8, 9],
      ["f.csv names no column for the label; the last one was taken for it, by its values"],
    ]);
    const counted = four("0,7,9,1,2,3\n1,8,9,1,2,3\n2,9,9,1,2,3");
    expect([counted.labels, counted.notices]).toEqual([[7, 8, 9], ["f.csv: the first column counts the lines, and was left out"]]);
  });

  it("takes columns that pandas numbered for ones without names", () => {
    const numbers = Array.from({ length: 82 }, (_, at) => at);
    const line = (label: number) => [label, ...numbers.slice(1).map(() => 9)].join(",");
    const plain = four(`${numbers.join(",")}\n${line(7)}\n${line(8)}`);
    expect([plain.labels, plain.pixels.length]).toEqual([[7, 8], 162]);
    const indexed = four(`,${numbers.join(",")}\n0,${line(7)}\n1,${line(8)}`);
    expect([indexed.labels, indexed.pixels.length]).toEqual([[7, 8], 162]);
  });

  it("takes values of 0 to 1, and of 0 to 16, for paper and full ink, and says so; fractions are rounded", () => {
    expect(four("label,a,b,c,d\n7,0,0.5,1,0.25\n8,0,0,0,0")).toMatchObject({
      pixels: [0, 128, 255, 64, 0, 0, 0, 0],
      notices: ["the pixels of f.csv go from 0 to 1; 1 was taken for full ink"],
    });
    expect(four("label;a;b;c;d\n7;0;0,5;1;0\n8;0;0;0;0").pixels.slice(0, 4)).toEqual([0, 128, 255, 0]);
    expect(four("label,a,b,c,d\n7,0,8,16,1\n8,0,0,0,0").pixels.slice(0, 3)).toEqual([0, 128, 255]);
    expect(four("label,a,b,c,d\n7,0,99.6,200,1\n8,0,0,0,0").pixels.slice(0, 3)).toEqual([0, 100, 200]);
  });

  it("has words for classes, and does not make 256 classes of one label of 255", () => {
    expect(four("label,a,b,c,d\nseven,2,3,4,5\nthree,2,3,4,5")).toMatchObject({ labels: [0, 1], classNames: ["seven", "three"] });
    const far = four("label,a,b,c,d\n255,2,3,4,5\n3,2,3,4,5");
    expect([far.labels, far.classNames]).toEqual([
      [1, 0],
      ["3", "255"],
    ]);
    expect(far.notices).toEqual(["the labels of f.csv go up to 255, but only 2 differ: these are the classes, 3, 255"]);
    expect(four("label,a,b,c,d\n4,2,3,4,5\n3,2,3,4,5").classNames).toEqual([..."0123456789"]);
    expect(four("label,a,b,c,d\n4,2,3,4,5").notices).toEqual([
      "all pictures of f.csv have the label 4: a network cannot learn from them to tell classes apart",
    ]);
  });

  it.each([
    [
      "ARFF",
      "% mine\n@RELATION digits\n@ATTRIBUTE a NUMERIC\n",
      "f.csv is an ARFF file, which is not read; convert it: python -c 'import pandas, ",
    ],
    ["LIBSVM", "5 153:3 154:18 155:18\n", "f.csv is a LIBSVM file, which is not read; convert it: python -c 'import numpy, "],
    [
      "MATLAB",
      "MATLAB 5.0 MAT-file, Platform: GLNXA64",
      "f.csv is a MATLAB file, which is not read; convert it: python -c 'import numpy, ",
    ],
  ])("names %s with the line that converts it", (_what, text, sentence) => {
    expect(() => csv(text)).toThrow(sentence);
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
