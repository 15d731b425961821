import { describe, expect, it } from "vitest";
import { FormatError, ShapeError } from "../errors.js";
import { imagesOf } from "./dataset.js";
import { encodeIdxImages, encodeIdxLabels, parseIdxImages, parseIdxLabels } from "./idx.js";

/** The bytes of big-endian 32-bit words, then of `body`. */
const file = (words: readonly number[], body: readonly number[] = []) =>
  Uint8Array.from([...words.flatMap((word) => [word >>> 24, word >>> 16, word >>> 8, word]), ...body]);

const twoImages = file([0x803, 2, 1, 3], [0, 10, 20, 30, 40, 255]);
const threeLabels = file([0x801, 3], [7, 2, 1]);

describe("parseIdxImages and parseIdxLabels", () => {
  it("read images channels-last and labels one a byte", () => {
    const images = parseIdxImages(twoImages, "two");
    expect([images.count, images.height, images.width, images.channels]).toEqual([2, 1, 3, 1]);
    expect(images.pixels).toEqual(Uint8Array.of(0, 10, 20, 30, 40, 255));
    expect(parseIdxLabels(threeLabels, "three")).toEqual(Uint8Array.of(7, 2, 1));
  });

  it("read from the middle of a larger buffer, sharing it", () => {
    const buffer = new Uint8Array(5 + twoImages.length);
    buffer.set(twoImages, 5);
    const images = parseIdxImages(buffer.subarray(5), "two");
    buffer[5 + 16] = 99;
    expect(images.pixels[0]).toBe(99);
  });

  const gzip = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0);
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
  const html = new TextEncoder().encode("<!DOCTYPE html>");

  it.each<[what: string, bytes: Uint8Array, sentence: string]>([
    ["nothing", file([]), "f is empty, not an IDX image file; fetch it again"],
    ["two bytes", Uint8Array.of(0, 0), "f is not an IDX image file: it starts with 0x0000, not 0x00000803; pass the images file"],
    [
      "labels",
      threeLabels,
      "f is not an IDX image file: it starts with 0x00000801, not 0x00000803; these are labels, pass the images file",
    ],
    ["gzip", gzip, "f is not an IDX image file: it starts with 0x1f8b0800, not 0x00000803; this is gzip, unpack it first"],
    [
      "a picture",
      png,
      "f is not an IDX image file: it starts with 0x89504e47, not 0x00000803; this is a PNG picture, pass the images file",
    ],
    ["a web page", html, "f is not an IDX image file: it starts with 0x3c21444f, not 0x00000803; pass the images file"],
    [
      "floats",
      file([0xd03, 1, 1, 1]),
      "f is not an IDX image file: it starts with 0x00000d03, not 0x00000803; these are floats of 32 bits, and unsigned bytes are read: save them as such",
    ],
    [
      "little-endian",
      file([0x03080000, 0x01000000]),
      "f is not an IDX image file: it starts with 0x03080000, not 0x00000803; pass the images file",
    ],
    ["half a header", file([0x803, 2]), "f is cut short: it has 8 bytes, and the header of an IDX image file has 16; fetch it again"],
    ["a header alone", file([0x803, 2, 1, 3]), "f is cut short: it announces 2 images of 1 x 3, but 0 bytes follow; fetch it again"],
    ["a byte missing", twoImages.subarray(0, -1), "f is cut short: it announces 2 images of 1 x 3, but 5 bytes follow; fetch it again"],
    [
      "a byte too many",
      file([0x803, 2, 1, 3], [1, 2, 3, 4, 5, 6, 7]),
      "f is too long: it announces 2 images of 1 x 3, 6 bytes, but 7 follow; fetch it again",
    ],
    [
      "dimensions beyond any file",
      file([0x803, 0xffffffff, 0xffffffff, 0xffffffff], [1]),
      "f is cut short: it announces 4294967295 images of 4294967295 x 4294967295, but 1 byte follow; fetch it again",
    ],
    [
      "a product that is 0 in 32 bits",
      file([0x803, 65536, 65536, 1]),
      "f is cut short: it announces 65536 images of 65536 x 1, but 0 bytes follow; fetch it again",
    ],
    [
      "a product that is 0 in 64 bits",
      file([0x803, 2 ** 31, 2 ** 31, 4]),
      "f is cut short: it announces 2147483648 images of 2147483648 x 4, but 0 bytes follow; fetch it again",
    ],
    ["no images", file([0x803, 0, 28, 28]), "f announces 0 images of 28 x 28, which is nothing to read; pass a file with images"],
    ["no height", file([0x803, 2, 0, 28]), "f announces 2 images of 0 x 28, which is nothing to read; pass a file with images"],
    ["no width", file([0x803, 2, 28, 0]), "f announces 2 images of 28 x 0, which is nothing to read; pass a file with images"],
  ])("refuse as images: %s", (_what, bytes, sentence) => {
    expect(() => parseIdxImages(bytes, "f")).toThrow(new FormatError(sentence));
  });

  it.each<[what: string, bytes: Uint8Array, sentence: string]>([
    ["nothing", file([]), "f is empty, not an IDX label file; fetch it again"],
    ["images", twoImages, "f is not an IDX label file: it starts with 0x00000803, not 0x00000801; these are images, pass the labels file"],
    ["half a header", file([0x801]), "f is cut short: it has 4 bytes, and the header of an IDX label file has 8; fetch it again"],
    ["a label missing", file([0x801, 3], [1, 2]), "f is cut short: it announces 3 labels, but 2 bytes follow; fetch it again"],
    ["a label too many", file([0x801, 1], [1, 2]), "f is too long: it announces 1 label, 1 byte, but 2 follow; fetch it again"],
    ["no labels", file([0x801, 0]), "f announces 0 labels, which is nothing to read; pass a file with labels"],
  ])("refuse as labels: %s", (_what, bytes, sentence) => {
    expect(() => parseIdxLabels(bytes, "f")).toThrow(new FormatError(sentence));
  });

  it("answer any start and length with a FormatError or images, never with another error", () => {
    for (let length = 0; length <= twoImages.length; length++) {
      for (let at = 0; at < length; at++) {
        const bytes = twoImages.slice(0, length);
        bytes[at] = 0xff;
        try {
          parseIdxImages(bytes, "f");
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }
    }
  });
});

describe("encodeIdxImages and encodeIdxLabels", () => {
  it("write the bytes that are read", () => {
    expect(encodeIdxImages(parseIdxImages(twoImages, "two"))).toEqual(twoImages);
    expect(encodeIdxLabels(parseIdxLabels(threeLabels, "three"))).toEqual(threeLabels);
  });

  it("write a slice of images alone", () => {
    expect(encodeIdxImages(parseIdxImages(twoImages, "two").slice(1))).toEqual(file([0x803, 1, 1, 3], [30, 40, 255]));
  });

  it("refuse images in color, which IDX has no place for", () => {
    const color = imagesOf(new Uint8Array(12), [1, 2, 2, 3]);
    expect(() => encodeIdxImages(color)).toThrow(new ShapeError("encodeIdxImages takes [count, height, width, 1], got [1, 2, 2, 3]"));
  });
});
