import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { realData } from "../../test/real-data.js";
import { FormatError } from "../errors.js";
import { parseUspsLibsvm, parseUspsText } from "./usps-text.js";

const paper = new Array<string>(256).fill("-1.0000");
const text = (label: string, values: readonly string[]) => `${label} ${values.join(" ")} \n`;
const libsvm = (label: string, values: readonly string[]) => `${label} ${values.map((value, at) => `${at + 1}:${value}`).join(" ")}\n`;

describe("parseUspsText and parseUspsLibsvm", () => {
  it("read digits and values from -1 to 1 as bytes", () => {
    const values = ["1.0000", "0.0000", ...paper.slice(2)];
    for (const { images, labels } of [
      parseUspsText(text("6.0000", values) + text("0", paper), "f"),
      parseUspsLibsvm(libsvm("7", values) + libsvm("1", paper), "f"),
    ]) {
      expect([images.count, images.height, images.width, images.channels]).toEqual([2, 16, 16, 1]);
      expect(Array.from(images.pixels.subarray(0, 3))).toEqual([255, 128, 0]);
      expect(labels).toEqual(Uint8Array.of(6, 0));
    }
  });

  it("take what LIBSVM leaves out for 0", () => {
    expect(Array.from(parseUspsLibsvm("1 2:1 256:-1\n", "f").images.pixels.subarray(0, 3))).toEqual([128, 255, 128]);
  });

  const sentence = (line: number) => `f is not a file of USPS: line ${line} is no digit with 256 values from -1 to 1; fetch it again`;
  it.each([
    ["a value missing", text("6", paper.slice(1)), 1],
    ["a value too many", text("6", [...paper, "0"]), 1],
    ["a value beyond 1", text("0", paper) + text("6", ["1.5", ...paper.slice(1)]), 2],
    ["no number", text("6", ["ink", ...paper.slice(1)]), 1],
    ["a digit beyond 9", text("10", paper), 1],
    ["half a digit", text("1.5", paper), 1],
    ["the other form", libsvm("1", paper), 1],
  ])("refuse as text: %s", (_what, content, line) => {
    expect(() => parseUspsText(content, "f")).toThrow(new FormatError(sentence(line)));
  });

  it.each([
    ["an index beyond 256", "1 257:1"],
    ["an index of 0", "1 0:1"],
    ["an index twice", "1 3:1 3:1"],
    ["no index", "1 0.5"],
    ["a label of 0", libsvm("0", paper)],
    ["no value", "1 1:"],
  ])("refuse as LIBSVM: %s", (_what, content) => {
    expect(() => parseUspsLibsvm(content, "f")).toThrow(new FormatError(sentence(1)));
  });

  it("refuse an empty file", () => {
    expect(() => parseUspsText(" \n", "f")).toThrow(new FormatError("f is empty; pass a file of USPS"));
  });

  const real = realData("usps/zip.train.gz");
  it.skipIf(!real.there)("read the published file", () => {
    const { images, labels } = parseUspsText(gunzipSync(readFileSync(real.path)).toString("latin1"), "zip.train");
    expect([images.count, Array.from(labels.subarray(0, 5))]).toEqual([7291, [6, 5, 4, 7, 3]]);
  });
});
