import sharp from "sharp";
import { mnist } from "../../packages/tenfold/dist/node/index.js";

/** Each digit of MNIST is so many pixels wide on the photo. */
const SIDE = 140;

/** A photo of 12 megapixels: ten lines of MNIST's digits on paper that is lit from one side, with the noise of a sensor, as JPEG. */
export async function photoOfDigits({ width = 4000, height = 3000, lines = 10, digits = 8 } = {}) {
  const { images } = (await mnist()).test;
  const pixels = new Uint8Array(width * height * 3);
  let seed = 1;
  for (let at = 0; at < width * height; at++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const light = 190 + (40 * (at % width)) / width + (seed >>> 28) - 8;
    for (let color = 0; color < 3; color++) pixels[3 * at + color] = light - 6 * color;
  }
  for (let line = 0; line < lines; line++)
    for (let place = 0; place < digits; place++) {
      const digit = images.pixels.subarray(784 * (line * digits + place), 784 * (line * digits + place + 1));
      const [left, top] = [300 + place * (SIDE + 30), 150 + line * 280];
      for (let y = 0; y < SIDE; y++)
        for (let x = 0; x < SIDE; x++) {
          const ink = digit[28 * Math.floor((y * 28) / SIDE) + Math.floor((x * 28) / SIDE)] / 255;
          const at = 3 * ((top + y) * width + left + x);
          for (let color = 0; color < 3; color++) pixels[at + color] -= Math.round(ink * (pixels[at + color] - 50));
        }
    }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}
