import fc from "fast-check";
import { rng } from "../src/engine/rng.js";
import { type Picture, pictureOf } from "../src/image/basics/picture.js";

/** Pictures of any shape, of noise, blots and stripes. */
export const pictures: fc.Arbitrary<Picture> = fc
  .record({
    height: fc.integer({ min: 1, max: 90 }),
    width: fc.integer({ min: 1, max: 90 }),
    channels: fc.constantFrom(1, 2, 3, 4),
    kind: fc.constantFrom("noise", "two shades", "stripes", "blot"),
    seed: fc.integer({ min: 0, max: 2 ** 31 }),
  })
  .map(({ height, width, channels, kind, seed }) => {
    const random = rng(seed);
    const period = 1 + random.below(20);
    const shade = (at: number) => {
      if (kind === "noise") return random.below(256);
      if (kind === "two shades") return random.below(10) === 0 ? 0 : 255;
      if (kind === "stripes") return Math.floor(at / period) % 2 === 0 ? 30 : 220;
      return at % width > width / 3 && at > (height * width) / 3 ? 10 : 200;
    };
    const pixels = Uint8Array.from({ length: height * width * channels }, (_, at) => shade(Math.floor(at / channels)));
    return pictureOf({ pixels, height, width, channels } as Picture);
  });

/** A picture of a single row, and one of a single column. */
export const slivers: readonly Picture[] = [
  [1, 20_000],
  [20_000, 1],
].map(([height = 0, width = 0]) => ({
  pixels: Uint8Array.from({ length: 20_000 }, (_, at) => (at % 100 < 3 ? 0 : 255)),
  ...{ height, width, channels: 1 as const },
}));
