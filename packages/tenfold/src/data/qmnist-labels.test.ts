import { describe, expect, it } from "vitest";
import { FormatError, InputError } from "../errors.js";
import { imagesOf } from "./dataset.js";
import { parseQmnistLabels, writersOf } from "./qmnist-labels.js";

/** The bytes of big-endian 32-bit words. */
const file = (...words: readonly number[]) => Uint8Array.from(words.flatMap((word) => [word >>> 24, word >>> 16, word >>> 8, word]));
const row = (digit: number, writer: number) => [digit, 4, writer, 1, 37, 232129, 0, 0];
const two = file(0xc02, 2, 8, ...row(7, 2319), ...row(2, 2319));

describe("parseQmnistLabels", () => {
  it("reads class and writer of each row, from the middle of a buffer too", () => {
    const wanted = { classes: Uint8Array.of(7, 2), writers: Uint32Array.of(2319, 2319) };
    expect(parseQmnistLabels(two, "q")).toEqual(wanted);
    const inside = new Uint8Array(two.length + 3);
    inside.set(two, 3);
    expect(parseQmnistLabels(inside.subarray(3), "q")).toEqual(wanted);
  });

  it.each<[what: string, bytes: Uint8Array, sentence: string]>([
    ["nothing", file(), "q is not a file of QMNIST labels: it has 0 bytes and starts with 0x, not 0x00000c02"],
    ["plain labels", file(0x801, 1, 0), "starts with 0x00000801, not 0x00000c02; pass qmnist-train-labels-idx2-int"],
    ["half a header", file(0xc02, 2), "it has 8 bytes"],
    ["gzip", Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), "starts with 0x1f8b0800"],
    ["other columns", file(0xc02, 1, 2, 1, 1), "q announces 1 rows of 2 numbers, QMNIST has 8 a row"],
    ["no rows", file(0xc02, 0, 8), "q announces 0 rows of 8 numbers"],
    ["a number missing", two.subarray(0, -1), "q announces 2 rows, 64 bytes, but 63 follow; fetch it again"],
    ["a number too many", file(0xc02, 1, 8, ...row(1, 1), 0), "q announces 1 rows, 32 bytes, but 36 follow"],
    ["rows beyond any file", file(0xc02, 0xffffffff, 8, 1), "q announces 4294967295 rows, 137438953440 bytes, but 4 follow"],
    ["a product that is 0 in 32 bits", file(0xc02, 2 ** 27, 8), "but 0 follow"],
    ["a class that is none", file(0xc02, 1, 8, ...row(10, 1)), "q: row 0 is of class 10, and digits are 0 to 9"],
    ["a negative class", file(0xc02, 1, 8, ...row(-1, 1)), "q: row 0 is of class -1"],
    ["a negative writer", file(0xc02, 1, 8, ...row(1, -5)), "q: row 0 is by writer -5"],
  ])("refuses %s", (_what, bytes, sentence) => {
    expect(() => parseQmnistLabels(bytes, "q")).toThrow(FormatError);
    expect(() => parseQmnistLabels(bytes, "q")).toThrow(sentence);
  });
});

describe("writersOf", () => {
  const labels = parseQmnistLabels(two, "q");
  const dataset = (...digits: number[]) => ({
    name: "some test",
    images: imagesOf(new Uint8Array(digits.length), [digits.length, 1, 1, 1]),
    labels: Uint8Array.from(digits),
    classNames: [..."0123456789"],
  });

  it("gives the first rows' writers where their classes are the labels", () => {
    expect(writersOf(labels, dataset(7), "q")).toEqual(Uint32Array.of(2319));
  });

  it("refuses a file about other images, or too few", () => {
    expect(() => writersOf(labels, dataset(7, 3), "q")).toThrow(
      new InputError('q is not about "some test": its row 1 is a 2, but that image is a 3; pass the file of these images'),
    );
    expect(() => writersOf(labels, dataset(7, 2, 1), "q")).toThrow(
      'q tells of 2 images, but "some test" has 3; pass the file of these images',
    );
  });
});
