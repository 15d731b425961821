import { expect, it } from "vitest";
import { strokes } from "../../../test/strokes.js";
import { rng } from "../../engine/rng.js";
import { spoiled, worn, wornInEvenLight } from "./worn.js";

const { images } = strokes(20);
const pictures = Array.from({ length: images.count }, (_, at) => images.pixels.subarray(at * 784, (at + 1) * 784));
const isSame = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;
const each = (wear: typeof worn, seed: number) => {
  const random = rng(seed);
  return pictures.map((pixels) => wear(random, pixels));
};
const changed = (wear: typeof worn) => each(wear, 1).filter((pixels, at) => !isSame(pixels, pictures[at]!)).length / pictures.length;

it("wears half of the pictures, and spoils most", () => {
  expect(changed(worn)).toBeGreaterThan(0.4);
  expect(changed(worn)).toBeLessThan(0.7);
  expect(changed(wornInEvenLight)).toBeGreaterThan(0.4);
  expect(changed(wornInEvenLight)).toBeLessThan(0.7);
  expect(changed(spoiled)).toBeGreaterThan(0.85);
});

it.each([worn, wornInEvenLight, spoiled])(
  "leaves something to see, and the picture that it was given as it was; the same seed does the same",
  (wear) => {
    const before = images.pixels.slice();
    const once = each(wear, 2);
    for (const pixels of once) {
      expect(pixels).toHaveLength(784);
      expect(pixels.some((ink) => ink >= 96)).toBe(true);
    }
    expect(isSame(images.pixels, before)).toBe(true);
    expect(each(wear, 2).every((pixels, at) => isSame(pixels, once[at]!))).toBe(true);
    expect(each(wear, 3).every((pixels, at) => isSame(pixels, once[at]!))).toBe(false);
  },
);
