import { expect, it } from "vitest";
import { ShapeError, UsageError } from "../../errors.js";
import { crop, inverted, pictureOf } from "./picture.js";

it("takes raw pixels and a canvas's pixels alike", () => {
  const data = new Uint8ClampedArray(2 * 3 * 4);
  expect(pictureOf({ data, height: 2, width: 3 })).toEqual({ pixels: data, height: 2, width: 3, channels: 4 });
  const pixels = new Uint16Array(6);
  expect(pictureOf({ pixels, height: 2, width: 3, channels: 1 }).pixels).toBe(pixels);
});

it("refuses what is no picture, with a sentence", () => {
  const pixels = new Uint8Array(6);
  expect(() => pictureOf({ pixels, height: 2, width: 2, channels: 1 })).toThrow(
    new ShapeError("a picture of 2 x 2 pixels with 1 channels came with 6 numbers"),
  );
  expect(() => pictureOf({ pixels: new Uint8Array(0), height: 0, width: 4, channels: 1 })).toThrow(ShapeError);
  expect(() => pictureOf({ pixels, height: 1, width: 1, channels: 6 as 1 })).toThrow(UsageError);
  expect(() => pictureOf({ pixels: [1] as unknown as Uint8Array, height: 1, width: 1, channels: 1 })).toThrow(UsageError);
});

it("crops beyond the edges, where nothing is", () => {
  const gray = { pixels: Uint8Array.of(1, 2, 3, 4), height: 2, width: 2 };
  expect(crop(gray, { left: 1, top: -1, right: 3, bottom: 2 })).toEqual({ pixels: Uint8Array.of(0, 0, 2, 0, 4, 0), height: 3, width: 2 });
  expect(crop(gray, { left: 5, top: 5, right: 7, bottom: 6 }).pixels).toEqual(new Uint8Array(2));
  expect(inverted(gray).pixels).toEqual(Uint8Array.of(254, 253, 252, 251));
});
