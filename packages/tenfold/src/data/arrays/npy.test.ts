import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { npyOf } from "../../../test/npy-of.js";
import { FormatError, ShapeError } from "../../errors.js";
import { arrayLabels, arrayPictures } from "./array-pictures.js";
import { parseNpy } from "./npy.js";

const bytesOf = (numbers: Float32Array | Float64Array | Int32Array | BigInt64Array | Int16Array) =>
  new Uint8Array(numbers.buffer as ArrayBuffer);

describe("parseNpy", () => {
  it.each([
    ["|u1", Uint8Array.of(1, 2, 3)],
    ["|b1", Uint8Array.of(1, 2, 3)],
    ["<i2", bytesOf(Int16Array.of(1, 2, 3))],
    ["<i4", bytesOf(Int32Array.of(1, 2, 3))],
    ["<i8", bytesOf(BigInt64Array.of(1n, 2n, 3n))],
    ["<f4", bytesOf(Float32Array.of(1, 2, 3))],
    ["<f8", bytesOf(Float64Array.of(1, 2, 3))],
    [">i2", Uint8Array.of(0, 1, 0, 2, 0, 3)],
  ])("reads numbers of the type %s", (type, bytes) => {
    const { shape, numbers } = parseNpy(npyOf(type, [3], bytes), "f");
    expect([shape, Array.from(numbers)]).toEqual([[3], [1, 2, 3]]);
  });

  it.each<[what: string, bytes: Uint8Array, sentence: string]>([
    ["text", Buffer.from("hello, numpy"), "f is no array of NumPy; save it with numpy.save"],
    ["a header cut short", npyOf("|u1", [3], new Uint8Array(3)).subarray(0, 40), "f is a damaged array of NumPy; save it again"],
    [
      "objects",
      npyOf("|O8", [3], new Uint8Array(24)),
      'f holds numbers of the type "|O8"; whole numbers, floats and truth values are read',
    ],
    [
      "too few numbers",
      npyOf("<f4", [60000, 28, 28], new Uint8Array(8)),
      "f is damaged: [60000, 28, 28] of <f4 takes 188160000 bytes, but 8 follow; save it again",
    ],
    [
      "columns first",
      npyOf("|u1", [2, 2], new Uint8Array(4), "True"),
      "f is stored column by column (fortran_order); save it with numpy.ascontiguousarray",
    ],
    ["records", npyOf("[('a', '<f4')]", [1], new Uint8Array(4)), 'f holds numbers of the type "[("'],
  ])("refuses %s", (_what, bytes, sentence) => {
    expect(() => parseNpy(bytes, "f")).toThrow(FormatError);
    expect(() => parseNpy(bytes, "f")).toThrow(sentence);
  });

  it("answers any bytes with an array or a FormatError", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          parseNpy(Buffer.concat([Buffer.from("\x93NUMPY\x01\x00", "latin1"), bytes]), "f");
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });
});

describe("pictures and labels of arrays", () => {
  const pixels = Uint8Array.from({ length: 8 }, (_, at) => at * 30);

  it.each([[[2, 2, 2]], [[2, 2, 2, 1]], [[2, 1, 2, 2]], [[2, 4]]])("have the shape %j", (shape) => {
    const { images } = arrayPictures({ shape, numbers: pixels }, "f");
    expect([images.count, images.height, images.width, Array.from(images.pixels)]).toEqual([2, 2, 2, Array.from(pixels)]);
  });

  it("of 0 to 1 are taken so, and told; of other numbers or shapes they are refused", () => {
    const { images, notices } = arrayPictures({ shape: [1, 2, 2], numbers: Float32Array.of(0, 0.5, 1, 0) }, "f");
    expect([Array.from(images.pixels), notices]).toEqual([[0, 128, 255, 0], ["the pixels of f go from 0 to 1; 1 was taken for full ink"]]);
    expect(() => arrayPictures({ shape: [1, 2, 2], numbers: Float32Array.of(0, Number.NaN, 1, 0) }, "f")).toThrow(
      new FormatError("f holds NaN at 1, which is no shade; 0 to 1 or 0 to 255 are read"),
    );
    expect(() => arrayPictures({ shape: [2, 2, 2, 3], numbers: new Uint8Array(24) }, "f")).toThrow(
      new ShapeError("f has the shape [2, 2, 2, 3]; gray pictures are [count, height, width]"),
    );
  });

  it("are numbers, one a picture, or a 1 for the class", () => {
    expect(arrayLabels({ shape: [3], numbers: Uint8Array.of(1, 0, 7) }, "f")).toEqual(["1", "0", "7"]);
    expect(arrayLabels({ shape: [2, 1], numbers: Float32Array.of(1, 0) }, "f")).toEqual(["1", "0"]);
    expect(arrayLabels({ shape: [2, 3], numbers: Uint8Array.of(0, 0, 1, 1, 0, 0) }, "f")).toEqual(["2", "0"]);
    expect(() => arrayLabels({ shape: [2], numbers: Float32Array.of(1, 0.5) }, "f")).toThrow("f holds 0.5 at 1, which is no label");
    expect(() => arrayLabels({ shape: [2, 2], numbers: Uint8Array.of(1, 1, 1, 0) }, "f")).toThrow(
      "f has the shape [2, 2]; labels are [count]",
    );
  });
});
