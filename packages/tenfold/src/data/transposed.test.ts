import { expect, it } from "vitest";
import { imagesOf } from "./dataset.js";
import { transposed } from "./transposed.js";

it("turns rows into columns, a picture at a time", () => {
  const images = imagesOf(Uint8Array.of(1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16), [2, 2, 3, 1]);
  const turned = transposed(images);
  expect([turned.height, turned.width]).toEqual([3, 2]);
  expect(Array.from(turned.pixels)).toEqual([1, 4, 2, 5, 3, 6, 11, 14, 12, 15, 13, 16]);
  expect(transposed(turned).pixels).toEqual(images.pixels);
});
